package dev.eckart.compress;

import dev.eckart.nn.Network;
import dev.eckart.nn.Network.Node;
import dev.eckart.spi.Backend;
import dev.eckart.spi.Candidate;
import dev.eckart.spi.Decomposer;
import dev.eckart.spi.Decomposition;
import dev.eckart.spi.Linear;
import dev.eckart.spi.RankAllocator;
import dev.eckart.spi.Seed;
import java.util.List;

/**
 * Factorises the linear layers of a network.
 *
 * @param decomposer how a layer is factorised
 * @param allocator how the ranks are chosen
 * @param style what stands between the factors
 * @param allowLarger whether factors may have as many parameters as the layer they replace, or more
 */
public record Compressor(Decomposer decomposer, RankAllocator allocator, FactorStyle style, boolean allowLarger) {
    /**
     * Factorises every linear layer, once for all budgets.
     *
     * @param network the network, left unchanged
     * @param backend what to factorise with
     * @param seed randomness, for decomposers that draw and for biases
     * @return the network with all that its layers can be replaced by
     */
    public FactorisedNetwork factorise(Network network, Backend backend, Seed seed) {
        List<Decomposition> decompositions = network.nodes().stream()
                .filter(node -> node.layer() instanceof Linear)
                .map(node -> decompose(node, (Linear) node.layer(), backend, seed))
                .toList();
        return new FactorisedNetwork(this, network, decompositions, seed);
    }

    private Decomposition decompose(Node node, Linear layer, Backend backend, Seed seed) {
        Decomposition plain = decomposer.decompose(
                new Decomposer.Request(layer.weights(), layer.bias(), backend, allowLarger, seed.split(node.name())));
        long limit = allowLarger ? Long.MAX_VALUE : plain.dense().parameters();
        return Decomposition.of(
                plain.inputs(),
                plain.outputs(),
                plain.candidates().stream()
                        .map(candidate -> counted(candidate, layer))
                        .filter(candidate -> candidate.rank().isEmpty() || candidate.parameters() < limit));
    }

    /** The candidate with the parameters it has in this style, so that an allocator counts what will be built. */
    private Candidate counted(Candidate candidate, Linear layer) {
        long parameters = style.parameters(candidate, layer.bias());
        return new Candidate(candidate.label(), candidate.rank(), parameters, candidate.error(), candidate.layers());
    }
}
