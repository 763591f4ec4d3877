package dev.eckart.compress;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.nn.Dense;
import dev.eckart.nn.Network;
import dev.eckart.nn.Network.Node;
import dev.eckart.nn.Relu;
import dev.eckart.spi.compress.Budget;
import dev.eckart.spi.compress.Candidate;
import dev.eckart.spi.layer.Layer.Pass;
import dev.eckart.spi.layer.Parameter;
import dev.eckart.spi.layer.Workspace;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import dev.eckart.train.Momentum;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CompressorTest {
    private static final FactorStyle LINEAR = new FactorStyle(InnerBias.NONE, Optional.empty());
    private static final int[] WIDTHS = {20, 12, 8, 5};

    @ParameterizedTest
    @EnumSource
    void fullRankComputesWhatTheNetworkDoes(Precision precision) {
        Network network = Networks.dense(precision, WIDTHS);
        for (InnerBias bias : List.of(InnerBias.NONE, InnerBias.ZERO)) {
            Network compressed = Networks.compressed(network, bias, 1).network();
            assertEquals(0, largestDifference(network, compressed), bound(network), bias.name());
        }
    }

    /**
     * Each layer's outputs are off by {@code size x u} of the norms of its inputs and weights, and later layers multiply
     * what earlier ones have lost by their norms; 32 is the slack for the factors' own decomposition.
     */
    private static double bound(Network network) {
        double norms = network.parameters().stream()
                .map(Parameter::value)
                .mapToDouble(Tensors::norm)
                .reduce(Tensors.norm(Networks.inputs(network)), (product, norm) -> product * (1 + norm));
        return 32 * WIDTHS[0] * network.parameters().get(0).value().precision().unitRoundoff() * norms;
    }

    private static double largestDifference(Network network, Network compressed) {
        Tensor expected = Networks.outputs(network);
        Tensor actual = Networks.outputs(compressed);
        double largest = 0;
        for (int i = 0; i < expected.size(); i++) {
            double difference = Tensors.element(expected).applyAsDouble(i)
                    - Tensors.element(actual).applyAsDouble(i);
            largest = Math.max(largest, Math.abs(difference));
        }
        return largest;
    }

    @Test
    void factorsAreNamedAfterTheirLayerAndTheOthersKeepTheirNames() {
        Network network = Networks.dense(Precision.FLOAT64, WIDTHS);
        assertEquals(
                List.of(
                        "dense-1.1",
                        "dense-1.2",
                        "relu-1",
                        "dense-2.1",
                        "dense-2.2",
                        "relu-2",
                        "dense-3.1",
                        "dense-3.2"),
                names(Networks.compressed(network, InnerBias.NONE, 2).network()));
    }

    @Test
    void innerActivationStandsBetweenTheFactors() {
        Network network = Networks.dense(Precision.FLOAT64, 20, 12);
        FactorStyle rectified = new FactorStyle(InnerBias.NONE, Optional.of(new Relu()));
        Network compressed = Networks.factorised(network, rectified, true)
                .compress(new Budget(2))
                .network();
        assertEquals(List.of("dense-1.1", "dense-1.1.relu", "dense-1.2"), names(compressed));
    }

    @ParameterizedTest
    @EnumSource
    void anAllocatorCountsWhatWillBeBuilt(InnerBias innerBias) {
        Network network = Networks.dense(Precision.FLOAT64, WIDTHS);
        for (int level : new int[] {1, 2, 4, 8}) {
            FactorisedNetwork.Compressed compressed = Networks.compressed(network, innerBias, level);
            long counted = compressed.chosen().stream()
                    .mapToLong(Candidate::parameters)
                    .sum();
            assertEquals(counted, compressed.network().parameterCount(), innerBias + " at " + level);
        }
    }

    @ParameterizedTest
    @EnumSource
    void noLayerGetsLargerUnlessAllowed(InnerBias innerBias) {
        Network network = Networks.dense(Precision.FLOAT64, WIDTHS);
        FactorisedNetwork factorised =
                Networks.factorised(network, new FactorStyle(innerBias, Optional.empty()), false);
        factorised
                .decompositions()
                .forEach(layer -> layer.candidates()
                        .forEach(candidate -> assertTrue(
                                candidate.parameters() <= layer.dense().parameters(), candidate.label())));
        Network largest = factorised.compress(new Budget(1)).network();
        assertEquals(names(network), names(largest), "full ranks are larger than the layers, which stay dense");
        assertArrayEquals(values(network), values(largest));
    }

    @Test
    void aSlicedBiasIsTheLayersOwnOrSmallSeededNumbers() {
        Network network = Networks.dense(Precision.FLOAT64, 4, 3);
        Tensor own = network.parameters().get(1).value();
        Tensors.fill(own, i -> 10 + i);
        Tensor cut = innerBias(Networks.compressed(network, InnerBias.SLICED, 2).network());
        assertArrayEquals(new double[] {10}, cut.doubles());
        Tensor drawn = InnerBias.SLICED
                .create(5, Precision.FLOAT64, Optional.of(own), Networks.SEED)
                .orElseThrow();
        assertTrue(Arrays.stream(drawn.doubles()).allMatch(b -> b != 0 && Math.abs(b) <= 0.01));
        Tensor again = InnerBias.SLICED
                .create(5, Precision.FLOAT64, Optional.empty(), Networks.SEED)
                .orElseThrow();
        assertArrayEquals(drawn.doubles(), again.doubles());
    }

    @Test
    void innerBiasIsMissingOrZeroAsAskedFor() {
        Network network = Networks.dense(Precision.FLOAT64, 6, 4);
        Network none = Networks.compressed(network, InnerBias.NONE, 2).network();
        assertEquals(1, none.nodes().get(0).layer().parameters().size());
        Network zero = Networks.compressed(network, InnerBias.ZERO, 2).network();
        assertArrayEquals(new double[2], innerBias(zero).doubles());
    }

    @Test
    void trainingACompressedNetworkLeavesTheNetworkAndLaterCutsAsTheyWere() {
        Network network = Networks.dense(Precision.FLOAT64, WIDTHS);
        double[] base = values(network);
        FactorisedNetwork factorised = Networks.factorised(network, LINEAR, false);
        for (int level : new int[] {1, 2, 4}) {
            Network compressed = factorised.compress(new Budget(level)).network();
            double[] before = values(compressed);
            train(compressed);
            assertFalse(Arrays.equals(before, values(compressed)), "training changed nothing");
            assertArrayEquals(base, values(network), "the network after training one of level " + level);
            assertArrayEquals(
                    before, values(factorised.compress(new Budget(level)).network()), "level " + level + " cut again");
        }
    }

    @Test
    void theSameSeedGivesTheSameBits() {
        Network network = Networks.dense(Precision.FLOAT64, WIDTHS);
        double[] first =
                values(Networks.compressed(network, InnerBias.SLICED, 2).network());
        assertArrayEquals(
                first, values(Networks.compressed(network, InnerBias.SLICED, 2).network()));
    }

    private static void train(Network network) {
        Workspace workspace = new Workspace(Networks.backend(Precision.FLOAT64));
        Tensor inputs = Tensors.zeros(Precision.FLOAT64, 3, network.inputs());
        Tensors.fill(inputs, i -> Math.sin(i));
        Pass pass = network.forward(inputs, workspace);
        pass.pullback().parameters(pass.output());
        new Momentum().create(network.parameters()).step(0.1);
    }

    private static Tensor innerBias(Network network) {
        return ((Dense) network.nodes().get(0).layer()).bias().orElseThrow();
    }

    private static List<String> names(Network network) {
        return network.nodes().stream().map(Node::name).toList();
    }

    private static double[] values(Network network) {
        return network.parameters().stream()
                .flatMapToDouble(parameter -> Arrays.stream(parameter.value().doubles()))
                .toArray();
    }
}
