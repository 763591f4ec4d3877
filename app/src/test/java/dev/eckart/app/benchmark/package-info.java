/**
 * Benchmarks, compiled with the tests and run by the build profile {@code benchmark} only.
 *
 * <p>May depend on everything, the libraries behind the backends included: a library's own products are what a training
 * step is measured against. Invariant: nothing here is read from disk, so that two machines measure the same work.
 */
package dev.eckart.app.benchmark;
