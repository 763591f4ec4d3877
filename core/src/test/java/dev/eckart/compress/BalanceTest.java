package dev.eckart.compress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.nn.Dense;
import dev.eckart.nn.Network;
import dev.eckart.nn.Relu;
import dev.eckart.spi.backend.Transpose;
import dev.eckart.spi.compress.Budget;
import dev.eckart.spi.layer.Layer;
import dev.eckart.spi.layer.Linear;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BalanceTest {
    /** As in the conformance kit. */
    private static final double SLACK = 32;

    private static final int LARGEST = 9;

    @ParameterizedTest
    @EnumSource
    void aPairKeepsItsProductAndSharesItsSingularValues(Precision precision) {
        checkBalanced(List.of(layer(precision, 9, 3, 100), layer(precision, 3, 7, 0.01)), precision);
    }

    @ParameterizedTest
    @EnumSource
    void aChainOfThreeIsBalancedThroughout(Precision precision) {
        checkBalanced(
                List.of(layer(precision, 9, 4, 50), layer(precision, 4, 4, 0.1), layer(precision, 4, 6, 1)), precision);
    }

    @Test
    void aSingularPairIsBalancedToo() {
        Tensor first = Tensors.zeros(Precision.FLOAT64, 9, 3);
        Tensors.fill(first, i -> i % 3 == 0 ? 1 + i : 0);
        checkBalanced(List.of(Dense.of(first, Optional.empty()), layer(Precision.FLOAT64, 3, 7, 2)), Precision.FLOAT64);
    }

    private static void checkBalanced(List<Layer> chain, Precision precision) {
        List<Layer> balanced = Balance.of(chain, Networks.backend(Precision.FLOAT64));
        double norms = 1;
        for (Layer layer : chain) {
            norms *= Tensors.norm(wide(layer));
        }
        double bound = SLACK * LARGEST * precision.unitRoundoff() * norms;
        assertNear(product(chain), product(balanced), bound);
        for (int i = 1; i < balanced.size(); i++) {
            Tensor left = wide(balanced.get(i - 1));
            Tensor right = wide(balanced.get(i));
            double gram = Math.pow(Tensors.norm(left), 2) + Math.pow(Tensors.norm(right), 2);
            assertNear(
                    times(Transpose.YES, left, Transpose.NO, left),
                    times(Transpose.NO, right, Transpose.YES, right),
                    SLACK * LARGEST * precision.unitRoundoff() * gram);
        }
    }

    @Test
    void theOutermostBiasStays() {
        Tensor bias = Tensors.of(new double[] {1, 2, 3, 4, 5, 6, 7});
        Layer last = Dense.of(wide(layer(Precision.FLOAT64, 3, 7, 0.01)), Optional.of(bias));
        List<Layer> balanced =
                Balance.of(List.of(layer(Precision.FLOAT64, 9, 3, 1), last), Networks.backend(Precision.FLOAT64));
        Tensor kept = ((Linear) balanced.get(1)).bias().orElseThrow();
        assertNear(bias, kept, 0);
        kept.set(0, 0, 9);
        assertEquals(1, bias.get(0, 0), "the bias must be a copy");
    }

    @Test
    void whatHasNoBalanceStaysAsItIs() {
        Layer wide = layer(Precision.FLOAT64, 3, 5, 1);
        Layer narrow = layer(Precision.FLOAT64, 5, 3, 4);
        Layer relu = new Relu();
        Layer biased =
                Dense.of(wide(layer(Precision.FLOAT64, 9, 3, 1)), Optional.of(Tensors.of(new double[] {1, 2, 3})));
        for (List<Layer> chain : List.of(
                List.of(wide, narrow), List.of(narrow, relu, wide), List.of(biased, wide), List.<Layer>of(wide))) {
            List<Layer> balanced = Balance.of(chain, Networks.backend(Precision.FLOAT64));
            assertEquals(chain.size(), balanced.size());
            for (int i = 0; i < chain.size(); i++) {
                assertSame(chain.get(i), balanced.get(i));
            }
        }
    }

    @Test
    void aBalancedNetworkComputesTheSameWithTheSameNumberOfParameters() {
        Network network = Networks.dense(Precision.FLOAT64, 12, 8, 6);
        FactorisedNetwork factorised =
                Networks.factorised(network, new FactorStyle(InnerBias.ZERO, Optional.empty()), true);
        Network plain = factorised.compress(new Budget(2)).network();
        Network balanced = factorised
                .balanced(Networks.backend(Precision.FLOAT64))
                .compress(new Budget(2))
                .network();
        assertEquals(plain.parameterCount(), balanced.parameterCount());
        Tensor expected = Networks.outputs(plain);
        double gain = plain.parameters().stream()
                .mapToDouble(parameter -> 1 + Tensors.norm(parameter.value()))
                .reduce(1, (a, b) -> a * b);
        double bound = SLACK * 12 * Precision.FLOAT64.unitRoundoff() * gain * Tensors.norm(Networks.inputs(network));
        assertNear(expected, Networks.outputs(balanced), bound);
        assertTrue(
                squares(balanced) < squares(plain),
                "U S and V' are uneven, and the sum of squares is least in balance");
    }

    private static double squares(Network network) {
        return network.parameters().stream()
                .mapToDouble(parameter -> Math.pow(Tensors.norm(parameter.value()), 2))
                .sum();
    }

    private static Layer layer(Precision precision, int rows, int columns, double scale) {
        Tensor weights = Tensors.zeros(precision, rows, columns);
        SplittableRandom random = Networks.SEED.split(rows).split(columns).random();
        Tensors.fill(weights, i -> scale * random.nextGaussian());
        return Dense.of(weights, Optional.empty());
    }

    private static Tensor wide(Layer layer) {
        return Tensors.copy(((Linear) layer).weights(), Precision.FLOAT64);
    }

    private static Tensor product(List<Layer> chain) {
        return chain.stream()
                .map(BalanceTest::wide)
                .reduce((a, b) -> times(Transpose.NO, a, Transpose.NO, b))
                .orElseThrow();
    }

    private static Tensor times(Transpose transposeA, Tensor a, Transpose transposeB, Tensor b) {
        Tensor product = Tensors.zeros(Precision.FLOAT64, transposeA.rows(a), transposeB.columns(b));
        Networks.backend(Precision.FLOAT64).gemm(transposeA, a, transposeB, b, 1, 0, product);
        return product;
    }

    private static void assertNear(Tensor expected, Tensor actual, double bound) {
        assertEquals(expected.rows(), actual.rows());
        assertEquals(expected.columns(), actual.columns());
        Tensor difference = Tensors.copy(expected, Precision.FLOAT64);
        Tensors.fill(
                difference,
                i -> Tensors.element(expected).applyAsDouble(i)
                        - Tensors.element(actual).applyAsDouble(i));
        double norm = Tensors.norm(difference);
        assertTrue(norm <= bound, () -> "differ by " + norm + ", above " + bound);
    }
}
