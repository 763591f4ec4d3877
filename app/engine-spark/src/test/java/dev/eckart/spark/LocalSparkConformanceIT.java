package dev.eckart.spark;

class LocalSparkConformanceIT extends SparkConformance {
    LocalSparkConformanceIT() {
        super("local[2]");
    }
}
