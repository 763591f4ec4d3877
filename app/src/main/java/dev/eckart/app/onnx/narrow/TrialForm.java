package dev.eckart.app.onnx.narrow;

import dev.eckart.app.onnx.form.Factor;
import dev.eckart.app.onnx.unit.Unit;
import dev.eckart.compress.decompose.HeadFactors;
import dev.eckart.compress.decompose.InputSelection;
import dev.eckart.compress.math.Float64;
import dev.eckart.spi.Seed;
import dev.eckart.spi.backend.Backend;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A form that nothing has to be observed for, and that is the layers themselves at full size, though no number on the way
 * between them is what it was: units in reversed order, heads turned at random.
 */
final class TrialForm {
    private TrialForm() {}

    static NarrowForm of(Narrowing pair, Backend backend, Seed seed) {
        if (pair.passage() == Narrowing.Passage.UNITS) {
            return new Reversed(pair);
        }
        SplittableRandom random = seed.split(pair.first().first().output()).random();
        return new HeadForm(
                pair,
                IntStream.range(0, pair.groups())
                        .mapToObj(head -> HeadFactors.of(
                                backend, moment(backend, random, pair.size()), moment(backend, random, pair.size())))
                        .toList(),
                Optional.empty());
    }

    private static Tensor moment(Backend backend, SplittableRandom random, int width) {
        Tensor rows = Tensors.zeros(Precision.FLOAT64, 4 * width, width);
        Tensors.fill(rows, i -> random.nextGaussian());
        return Float64.sandwich(backend, rows, Float64.identity(rows.rows()));
    }

    /** The last units, the last one first. */
    private record Reversed(Narrowing pair) implements NarrowForm {
        private int[] kept(int size) {
            return IntStream.range(0, size).map(i -> pair.size() - 1 - i).toArray();
        }

        @Override
        public double error(int size) {
            return 0;
        }

        @Override
        public Factor of(Unit unit, int size) {
            if (pair.makes(unit)) {
                return UnitForm.making(unit, kept(size));
            }
            Factor layer = unit.read();
            return new Factor(InputSelection.rows(layer.weights(), kept(size)), layer.bias(), layer.geometry());
        }
    }
}
