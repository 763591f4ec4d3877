package dev.eckart.app.experiment;

/**
 * A level that no network can keep to.
 *
 * @param target the level
 * @param reason one line that says what the least is and what to do instead
 */
public record Objection(CompressionTarget target, String reason) {}
