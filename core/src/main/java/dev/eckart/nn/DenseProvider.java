package dev.eckart.nn;

import dev.eckart.spi.layer.Layer;
import dev.eckart.spi.layer.LayerProvider;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Makes {@link Dense} layers with Glorot-uniform weights: uniform between plus and minus
 * {@code sqrt(6 / (inputs + outputs))}.
 *
 * <p>Glorot and Bengio, "Understanding the difficulty of training deep feedforward neural networks", AISTATS 2010.
 */
public final class DenseProvider implements LayerProvider {
    /** Found by ServiceLoader. */
    public DenseProvider() {}

    @Override
    public String name() {
        return Dense.KIND;
    }

    @Override
    public Layer create(Spec spec) {
        double limit = Math.sqrt(6.0 / (spec.inputs() + spec.outputs()));
        SplittableRandom random = spec.seed().random();
        Tensor weights = Tensors.zeros(spec.precision(), spec.inputs(), spec.outputs());
        Tensors.fill(weights, i -> random.nextDouble(-limit, limit));
        return Dense.of(
                weights,
                spec.bias().isPresent() ? Optional.of(bias(spec, spec.bias().getAsDouble())) : Optional.empty());
    }

    private static Tensor bias(Spec spec, double value) {
        Tensor bias = Tensors.zeros(spec.precision(), 1, spec.outputs());
        Tensors.fill(bias, i -> value);
        return bias;
    }
}
