/**
 * The plug-ins that were found, and which of them a configuration means.
 *
 * <p>Depends on core and {@code config}. Knows no Guice, no command line and no terminal. Invariant: listing and choosing
 * load no native library; only opening a backend does.
 */
package dev.eckart.app.plugin;
