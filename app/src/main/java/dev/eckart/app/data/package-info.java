/**
 * Labelled pictures: read from IDX files, found on this machine, downloaded, or drawn.
 *
 * <p>Depends on core and the JDK only. Invariants: whatever is read has been checked against its own header, a download
 * has been checked against the published SHA-256, and whatever goes wrong is a {@link dev.eckart.app.data.DataException}
 * of one line. What this machine is like (environment, home, system) comes in as a {@link dev.eckart.app.data.Host}.
 */
package dev.eckart.app.data;
