/**
 * What a run found, as text for the terminal: the same figures as in the records of {@code report}.
 *
 * <p>Depends on {@code report}, {@code console} for tables, and core.
 */
package dev.eckart.app.report.text;
