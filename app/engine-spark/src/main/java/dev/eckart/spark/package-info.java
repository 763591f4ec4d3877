/**
 * Carries out tasks on a cluster of Apache Spark.
 *
 * <p>Depends on core's {@code spi} and {@code engine}, and on Spark. On the driver, Spark is loaded apart from Eckart; on
 * executors, Eckart is loaded apart from Spark, of the files that its class path names: what both need in different versions
 * meets nowhere. Invariants: nothing goes from one side to the other but bytes and lines; nobody computes that has another
 * Eckart or another Java than the driver.
 */
package dev.eckart.spark;
