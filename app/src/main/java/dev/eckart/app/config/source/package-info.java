/**
 * Where a configuration comes from: files, presets, variables and options, laid over each other, checked key by key, each
 * value with its origin.
 *
 * <p>Depends on {@code config}, whose records it fills, and on core (the nearest name), and is the only place that
 * knows the HOCON library. Knows no plug-in, no command line and no terminal. Invariants: all mistakes are
 * reported at once, each with its file and line, option or variable; whatever is accepted can be printed and read back.
 */
package dev.eckart.app.config.source;
