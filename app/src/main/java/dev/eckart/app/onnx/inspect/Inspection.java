package dev.eckart.app.onnx.inspect;

import dev.eckart.app.onnx.measure.Costs;
import java.util.List;
import java.util.Optional;

/**
 * A model looked over.
 *
 * @param irVersion version of the format
 * @param opset version of ONNX's own operators
 * @param producer what wrote the file, empty if it does not say
 * @param layers what has weights, in the model's order
 * @param costs of the whole model
 * @param factorisable parameters of the layers that can be factorised, each tensor once
 * @param unsized why ONNX Runtime could not find the sizes of values, if so; only those that the file gives are known then
 */
public record Inspection(
        long irVersion,
        long opset,
        String producer,
        List<LayerView> layers,
        Costs costs,
        long factorisable,
        Optional<String> unsized) {}
