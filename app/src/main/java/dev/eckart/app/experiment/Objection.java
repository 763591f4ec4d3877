package dev.eckart.app.experiment;

import java.util.OptionalDouble;

/**
 * A level that no network can keep to.
 *
 * @param target the level
 * @param reason one line that says what the least is and what to do instead
 * @param least what the smallest network takes of what the level counts; empty if it is refused whatever it asks for
 */
public record Objection(CompressionTarget target, String reason, OptionalDouble least) {}
