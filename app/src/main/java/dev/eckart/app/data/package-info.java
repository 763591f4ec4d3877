/**
 * Labelled pictures: what a data set is, IDX files that hold one, and what is said by whoever wants one.
 *
 * <p>Depends on core and the JDK only. Invariants: whatever is read has been checked against its own header, and whatever
 * goes wrong is a {@link dev.eckart.app.data.DataException} of one line. What this machine is like (environment, home,
 * system) comes in as a {@link dev.eckart.app.data.Host}.
 */
package dev.eckart.app.data;
