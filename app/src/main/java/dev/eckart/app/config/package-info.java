/**
 * The configuration: records as its schema, read from HOCON, checked key by key, each value with its origin.
 *
 * <p>Depends on core (the nearest name, the exceptions, the enumerations that are configured), and is the only place that
 * knows the HOCON library. Knows no plug-in, no command line and no terminal. Invariants: all mistakes are
 * reported at once, each with its file and line, option or variable; whatever is accepted can be printed and read back.
 */
package dev.eckart.app.config;
