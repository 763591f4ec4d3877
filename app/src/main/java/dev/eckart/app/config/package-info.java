/**
 * What can be configured: records as the schema, a component for each key.
 *
 * <p>Depends on core (the enumerations and budgets that are configured). Knows no file, no HOCON, no plug-in and no command
 * line. How the records are filled is in {@code config.source}.
 */
package dev.eckart.app.config;
