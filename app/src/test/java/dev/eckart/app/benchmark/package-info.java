/**
 * Benchmarks, compiled with the tests and run by the build profile {@code benchmark} only.
 *
 * <p>May depend on everything, the libraries behind the backends included: a library's own products are what a training
 * step is measured against. Invariants: nothing here is read from disk, so that two machines measure the same work; each
 * runs in a process of its own, with the heap and the garbage collector that the program has.
 */
package dev.eckart.app.benchmark;
