/**
 * Where results are left: files and directories that are written beside their place and take it whole, or not at all.
 *
 * <p>Depends on {@code config}, {@code data} (for the causes of failures) and core. Knows nothing of what is written.
 */
package dev.eckart.app.output;
