package dev.eckart.app.config;

/**
 * A key set from outside any file.
 *
 * @param key the key, such as {@code base.epochs}
 * @param text its value as it was written
 * @param origin who set it, such as {@code -P base.epochs}
 */
public record Assignment(String key, String text, String origin) {}
