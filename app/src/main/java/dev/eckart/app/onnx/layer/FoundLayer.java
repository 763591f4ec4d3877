package dev.eckart.app.onnx.layer;

/** What a node with weights is: a layer that can be factorised, or one that is left alone. */
public sealed interface FoundLayer permits Site, SkippedLayer {}
