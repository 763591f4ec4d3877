package dev.eckart.spi.compress;

import dev.eckart.spi.layer.Layer;
import dev.eckart.spi.layer.Linear;

/**
 * The size of a layer and what it costs, without its weights.
 *
 * @param inputs width of the layer's input
 * @param outputs width of the layer's output
 * @param linear whether it is a {@link Linear} layer
 * @param weights parameters that it multiplies with
 * @param biases parameters that it adds
 * @param macs multiply-accumulate operations for one sample
 * @param storage how its weights are stored
 */
public record FactorShape(
        int inputs, int outputs, boolean linear, long weights, long biases, long macs, Storage storage) {
    /**
     * A layer whose weights are stored as numbers of 4 bytes.
     *
     * @param inputs width of the layer's input
     * @param outputs width of the layer's output
     * @param linear whether it is a {@link Linear} layer
     * @param weights parameters that it multiplies with
     * @param biases parameters that it adds
     * @param macs multiply-accumulate operations for one sample
     */
    public FactorShape(int inputs, int outputs, boolean linear, long weights, long biases, long macs) {
        this(inputs, outputs, linear, weights, biases, macs, Storage.FLOAT32);
    }

    /**
     * A linear layer.
     *
     * @param inputs width of the layer's input
     * @param outputs width of the layer's output
     * @param biased whether it has a bias
     * @return its shape
     */
    public static FactorShape linear(int inputs, int outputs, boolean biased) {
        long weights = (long) inputs * outputs;
        return new FactorShape(inputs, outputs, true, weights, biased ? outputs : 0, weights);
    }

    /**
     * The shape of a given layer.
     *
     * @param layer the layer; of one that is not {@link Linear} all parameters count as weights
     * @param inputs width of its input
     * @return its shape, stored as numbers of 4 bytes
     * @throws IllegalArgumentException if the layer does not take inputs of that width
     */
    public static FactorShape of(Layer layer, int inputs) {
        int outputs = layer.outputs(inputs);
        if (layer instanceof Linear matrix) {
            return linear(inputs, outputs, matrix.bias().isPresent());
        }
        long parameters = layer.parameters().stream()
                .mapToLong(parameter -> parameter.value().size())
                .sum();
        return new FactorShape(inputs, outputs, false, parameters, 0, layer.macs());
    }

    /**
     * The same stored in another way.
     *
     * @param other how
     * @return a shape
     */
    public FactorShape stored(Storage other) {
        return new FactorShape(inputs, outputs, linear, weights, biases, macs, other);
    }

    /**
     * A lookup table of the same weights, of which each sample takes a row instead of multiplying with all.
     *
     * @return a shape without multiplications
     */
    public FactorShape lookedUp() {
        return new FactorShape(inputs, outputs, linear, weights, biases, 0, storage);
    }

    /**
     * Size of what is stored.
     *
     * @return bytes of weights and biases
     */
    public long bytes() {
        return storage.bytes(this);
    }

    /**
     * Parameters.
     *
     * @return weights and biases
     */
    public long parameters() {
        return weights + biases;
    }
}
