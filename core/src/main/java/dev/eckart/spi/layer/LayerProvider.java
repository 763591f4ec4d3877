package dev.eckart.spi.layer;

import dev.eckart.spi.Named;
import dev.eckart.spi.Seed;
import dev.eckart.tensor.Precision;
import java.util.OptionalDouble;

/** Makes layers of one kind, so that a network can be described by names. */
public interface LayerProvider extends Named {
    /**
     * Makes a freshly initialised layer. Same spec, same bits.
     *
     * @param spec what it shall look like
     * @return a new layer
     */
    Layer create(Spec spec);

    /**
     * What a layer shall look like. A kind takes from it what concerns it.
     *
     * @param inputs width of the input
     * @param outputs width of the output; an activation has as many as inputs
     * @param bias initial value of every bias; empty for a layer without biases
     * @param precision precision of the parameters
     * @param seed randomness for the initial weights
     */
    record Spec(int inputs, int outputs, OptionalDouble bias, Precision precision, Seed seed) {
        /**
         * A layer with biases.
         *
         * @param inputs width of the input
         * @param outputs width of the output
         * @param bias initial value of every bias
         * @param precision precision of the parameters
         * @param seed randomness for the initial weights
         */
        public Spec(int inputs, int outputs, double bias, Precision precision, Seed seed) {
            this(inputs, outputs, OptionalDouble.of(bias), precision, seed);
        }
    }
}
