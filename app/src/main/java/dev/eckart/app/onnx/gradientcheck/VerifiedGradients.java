package dev.eckart.app.onnx.gradientcheck;

import dev.eckart.app.onnx.tensor.DataType;
import dev.eckart.app.onnx.tune.Trainables;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the gradients of a model's weights compare with differences.
 *
 * @param type type that both were worked out in
 * @param reason why that is not float64, if it is not
 * @param tensors the weights that have a gradient, in the model's order
 * @param frozen why others have none, by name
 */
public record VerifiedGradients(
        DataType type, Optional<String> reason, List<Tensor> tensors, Map<String, String> frozen) {
    /**
     * The derivative of a weighted sum of all that the model gives, along a random direction of one tensor.
     *
     * @param name name of the tensor
     * @param kind what it is in the model
     * @param derivative what the gradient says
     * @param difference what central differences say
     * @param bound how far from the derivative they are at most
     * @param agrees whether the two are no further apart
     */
    public record Tensor(
            String name, Trainables.Kind kind, double derivative, double difference, double bound, boolean agrees) {}
}
