/**
 * A third party's plug-ins: the backend {@code plain} and the decomposer {@code balanced-svd}.
 *
 * <p>Depends on Eckart's core alone. The page on plug-ins shows these files, and a test compares.
 */
package dev.acme;
