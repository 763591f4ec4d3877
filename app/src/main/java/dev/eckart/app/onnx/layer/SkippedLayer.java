package dev.eckart.app.onnx.layer;

/**
 * A layer that is left alone.
 *
 * @param name what a person calls it
 * @param operator its operator, as the model names it
 * @param reason why
 */
public record SkippedLayer(String name, String operator, String reason) implements LayerKind.Found {}
