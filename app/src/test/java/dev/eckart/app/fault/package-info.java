/**
 * Faults that are injected into the built distribution while it works, and what it promises all the same: a documented exit
 * code, one line of what went wrong, nothing half-written, and the same bits when it is called again.
 *
 * <p>Depends on the distribution and on the files that tests make for it. Not published.
 */
package dev.eckart.app.fault;
