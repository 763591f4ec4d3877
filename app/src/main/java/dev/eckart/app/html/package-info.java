/**
 * Reports as one HTML page each: what a command left in its directory, read back, and the sections that show it, which
 * plug-ins can add to. Templates are compiled in the build ({@code src/main/jte}).
 *
 * <p>Depends on {@code chart}, {@code config}, {@code console}, {@code output}, {@code data} and {@code report}, and
 * alone knows the template engine. Invariants: a page loads nothing and runs nothing; every name in it is escaped and
 * stands apart from the words around it; the same directory gives the same bytes.
 */
package dev.eckart.app.html;
