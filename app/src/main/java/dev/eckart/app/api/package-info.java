/**
 * Eckart for programs in Java: all that the commands do, as calls that return what they found.
 *
 * <p>{@link dev.eckart.app.api.Eckart} is where to begin. Depends on {@code dev.eckart.app.Jobs} for the jobs that the
 * commands do too, on the packages that these are in, and on core; nothing depends on it. Invariants: no type of a library
 * stands in a signature; nothing is written to stdout or stderr; all objects but {@link dev.eckart.app.api.Session} and
 * what it makes can be shared between threads.
 */
package dev.eckart.app.api;
