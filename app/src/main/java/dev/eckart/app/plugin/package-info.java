/**
 * The plug-ins that were found, and which of them a configuration means.
 *
 * <p>Depends on core, {@code config}, {@code console} and {@code report}. Knows no Guice and no command line. Invariant: listing and choosing
 * load no native library; only opening a backend does.
 */
package dev.eckart.app.plugin;
