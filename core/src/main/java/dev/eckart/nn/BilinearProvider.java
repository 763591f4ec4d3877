package dev.eckart.nn;

import dev.eckart.spi.layer.Layer;
import dev.eckart.spi.layer.LayerProvider;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.SplittableRandom;

/**
 * Makes {@link Bilinear} layers, without biases, whose two factors are Glorot-uniform.
 *
 * <p>Inputs and outputs are taken as pictures as nearly square as their numbers allow. Glorot and Bengio, "Understanding the
 * difficulty of training deep feedforward neural networks", AISTATS 2010.
 */
public final class BilinearProvider implements LayerProvider {
    /** Found by ServiceLoader. */
    public BilinearProvider() {}

    @Override
    public String name() {
        return Bilinear.KIND;
    }

    @Override
    public Layer create(Spec spec) {
        int height = largestDivisorToRoot(spec.inputs());
        int rows = largestDivisorToRoot(spec.outputs());
        return Bilinear.of(
                side(spec, height, rows, "left"), side(spec, spec.inputs() / height, spec.outputs() / rows, "right"));
    }

    private static int largestDivisorToRoot(int number) {
        int divisor = (int) Math.sqrt(number);
        while (number % divisor != 0) {
            divisor--;
        }
        return divisor;
    }

    private static Tensor side(Spec spec, int inputs, int outputs, String name) {
        double limit = Math.sqrt(6.0 / (inputs + outputs));
        SplittableRandom random = spec.seed().split(name).random();
        Tensor side = Tensors.zeros(spec.precision(), inputs, outputs);
        Tensors.fill(side, i -> random.nextDouble(-limit, limit));
        return side;
    }
}
