/**
 * Finds a data set by its name: on this machine, by download, or drawn.
 *
 * <p>Depends on {@code data} and the packages below it, and on core.
 */
package dev.eckart.app.data.locate;
