package dev.eckart.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.eckart.spi.backend.Eigen;
import dev.eckart.spi.backend.Svd;
import dev.eckart.spi.layer.Parameter;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * Numbers as they were at one moment, to be compared bit by bit.
 *
 * @param numbers boxed, because {@link Double#equals} compares bits
 */
record Bits(List<Double> numbers) {
    static Bits of(Tensor... tensors) {
        return of(Arrays.stream(tensors)
                .flatMapToDouble(
                        t -> Arrays.stream(Tensors.copy(t, Precision.FLOAT64).doubles())));
    }

    static Bits of(DoubleStream numbers) {
        return new Bits(numbers.boxed().toList());
    }

    static Bits of(Svd svd) {
        return of(svd.u(), svd.v()).and(of(Arrays.stream(svd.s())));
    }

    static Bits of(Eigen eigen) {
        return of(eigen.vectors()).and(of(Arrays.stream(eigen.values())));
    }

    /** What training changes. */
    static Bits values(List<Parameter> parameters) {
        return of(parameters.stream().map(Parameter::value).toArray(Tensor[]::new));
    }

    /** What a way back writes. */
    static Bits gradients(List<Parameter> parameters) {
        return of(parameters.stream().map(Parameter::gradient).toArray(Tensor[]::new));
    }

    Bits and(Bits more) {
        return new Bits(Stream.concat(numbers.stream(), more.numbers.stream()).toList());
    }

    /** Fails at the first number that differs from what it must be. */
    void check(String rule, String what, Bits now) {
        String seed = "; repeat with -Deckart.seed=" + Draw.seed().value();
        assertEquals(numbers.size(), now.numbers.size(), () -> rule + ": " + what + ": how many numbers" + seed);
        for (int i = 0; i < numbers.size(); i++) {
            int at = i;
            assertEquals(
                    numbers.get(i),
                    now.numbers.get(i),
                    () -> rule + ": " + what + ": number " + at + " of " + numbers.size() + seed);
        }
    }
}
