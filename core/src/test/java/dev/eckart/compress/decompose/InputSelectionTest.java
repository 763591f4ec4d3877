package dev.eckart.compress.decompose;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.compress.Networks;
import dev.eckart.compress.math.Float64;
import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.compress.Decomposer;
import dev.eckart.spi.compress.MatrixStore;
import dev.eckart.spi.compress.Statistics;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Which inputs of a layer are kept, and what is made of them. */
class InputSelectionTest {
    private static final int INPUTS = 12;
    private static final int OUTPUTS = 7;
    /** Sums of as many terms as the layer has weights, squared and rooted. */
    private static final double ROUNDING = 1e-7;

    private final Backend backend = Networks.backend(Precision.FLOAT64);
    private final SplittableRandom random = Networks.SEED.split("selection").random();
    private final Tensor weights = drawn(INPUTS, OUTPUTS);
    private final Tensor bias = drawn(1, OUTPUTS);
    private final Tensor mean = drawn(1, INPUTS);
    private final Tensor gradients = squares(drawn(20, OUTPUTS));

    private Tensor drawn(int rows, int columns) {
        Tensor tensor = Tensors.zeros(Precision.FLOAT64, rows, columns);
        Tensors.fill(tensor, i -> random.nextGaussian());
        return tensor;
    }

    private Tensor squares(Tensor rows) {
        return Float64.sandwich(backend, rows, Float64.identity(rows.rows()));
    }

    private InputSelection selection(Tensor covariance) {
        return InputSelection.of(
                new Decomposer.Request(
                        weights,
                        Optional.of(bias),
                        backend,
                        false,
                        Networks.SEED,
                        Optional.of(new Statistics(
                                100, mean, Optional.of(covariance), Optional.empty(), Optional.of(gradients))),
                        Optional.empty(),
                        MatrixStore.MEMORY),
                "a test");
    }

    /** The change of the weights when some inputs are kept. */
    private Tensor change(InputSelection selection, int count) {
        int[] kept = selection.kept(count);
        Tensor some = selection.weights(kept);
        Tensor change = Tensors.copy(weights, Precision.FLOAT64);
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < OUTPUTS; j++) {
                change.set(kept[i], j, change.get(kept[i], j) - some.get(i, j));
            }
        }
        return change;
    }

    /** What the change does to the outputs, measured as the decomposer by both sides measures it. */
    @Test
    void thePredictedErrorIsThatOfTheRepairedWeights() {
        Tensor covariance = squares(drawn(30, INPUTS));
        InputSelection selection = selection(covariance);
        OutputMetric metric = OutputMetric.ofGradients(backend, gradients);
        for (int count = 1; count <= INPUTS; count++) {
            Tensor weighed = metric.rows(backend, change(selection, count));
            double real = Math.sqrt(Float64.trace(Float64.sandwich(backend, weighed, covariance)));
            assertEquals(real, selection.error(count), ROUNDING * selection.error(1), "of " + count);
            assertTrue(count == 1 || selection.error(count) <= selection.error(count - 1));
        }
    }

    /** Of inputs that say the same, one is enough: three directions are explained by three inputs. */
    @Test
    void inputsThatFollowFromOthersAreLeftOutAtNoLoss() {
        Tensor three = Float64.product(drawn(30, 3), drawn(3, INPUTS));
        InputSelection selection = selection(squares(three));
        assertTrue(selection.error(2) > 1000 * ROUNDING * selection.error(1));
        assertTrue(selection.error(3) <= ROUNDING * selection.error(1), "left " + selection.error(3));
    }

    @Test
    void eachNumberKeepsWhatSmallerOnesKeep() {
        InputSelection selection = selection(squares(drawn(30, INPUTS)));
        for (int count = 2; count <= INPUTS; count++) {
            int[] more = selection.kept(count);
            assertTrue(Arrays.stream(selection.kept(count - 1)).allMatch(i -> Arrays.binarySearch(more, i) >= 0));
        }
    }

    /** What comes out at the mean of the inputs is what came out before. */
    @Test
    void theBiasKeepsTheMean() {
        InputSelection selection = selection(squares(drawn(30, INPUTS)));
        int[] kept = selection.kept(4);
        Tensor some = selection.weights(kept);
        Tensor after = Float64.product(Tensors.transpose(InputSelection.rows(Tensors.transpose(mean), kept)), some);
        Tensor moved = selection.bias(kept, some).orElseThrow();
        Tensor before = Float64.product(mean, weights);
        double[] was = new double[OUTPUTS];
        double[] is = new double[OUTPUTS];
        for (int j = 0; j < OUTPUTS; j++) {
            was[j] = before.get(0, j) + bias.get(0, j);
            is[j] = after.get(0, j) + moved.get(0, j);
        }
        assertArrayEquals(was, is, ROUNDING);
    }
}
