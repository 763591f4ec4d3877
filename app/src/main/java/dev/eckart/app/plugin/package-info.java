/**
 * The plug-ins that were found, and which of them a configuration means.
 *
 * <p>Depends on core, {@code config}, {@code config.source}, {@code console} and {@code report}. Knows no Guice and no
 * command line. Invariants: listing and choosing load no native library, only opening a backend does; an engine in a
 * folder of its own is loaded when it is asked for and by nobody else, apart from all that is on the class path, so that
 * its libraries and Eckart's never meet.
 */
package dev.eckart.app.plugin;
