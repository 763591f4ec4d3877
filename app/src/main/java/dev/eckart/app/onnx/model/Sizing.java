package dev.eckart.app.onnx.model;

import java.util.List;

/**
 * What is known of the sizes of a model's values.
 *
 * @param shapes sizes of the values
 * @param open axes of the inputs for which nothing gave a size
 */
public record Sizing(Shapes shapes, List<String> open) {
    /**
     * What a model says itself.
     *
     * @param model a model
     * @param bindings sizes of axes that it leaves open
     * @return the sizes of the values that it describes
     */
    public static Sizing declared(OnnxModel model, Bindings bindings) {
        return new Sizing(Shapes.declared(bindings.in(model.proto())), bindings.open(model.proto()));
    }
}
