package dev.eckart.spi.compress;

import dev.eckart.spi.layer.Layer;
import dev.eckart.spi.layer.Linear;

/**
 * What a layer costs, without its numbers.
 *
 * @param inputs width of the layer's input
 * @param outputs width of the layer's output
 * @param linear whether it is a {@link Linear} layer
 * @param weights parameters that it multiplies with
 * @param biases parameters that it adds
 * @param macs multiplications a sample takes
 * @param storage in what its weights are stored
 */
public record FactorShape(
        int inputs, int outputs, boolean linear, long weights, long biases, long macs, Storage storage) {
    /** What a layer of numbers of 4 bytes costs. */
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
     * A layer that there is.
     *
     * @param layer the layer; of one that is not {@link Linear} all parameters count as weights
     * @param inputs width of its input
     * @return its shape
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
     * @param other in what
     * @return a shape
     */
    public FactorShape stored(Storage other) {
        return new FactorShape(inputs, outputs, linear, weights, biases, macs, other);
    }

    /**
     * A table of the same weights, of which each sample takes a row instead of multiplying with all.
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
