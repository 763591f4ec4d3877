package dev.eckart.compress;

import dev.eckart.compress.calibrate.Observations;
import dev.eckart.compress.decompose.DecomposerCheck;
import dev.eckart.nn.Network;
import dev.eckart.nn.Network.Node;
import dev.eckart.spi.EckartException;
import dev.eckart.spi.Seed;
import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.compress.Budget;
import dev.eckart.spi.compress.Decomposer;
import dev.eckart.spi.compress.Decomposition;
import dev.eckart.spi.compress.MatrixStore;
import dev.eckart.spi.compress.RankAllocator;
import dev.eckart.spi.layer.Linear;
import dev.eckart.tensor.Precision;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Factorises the linear layers of a network.
 *
 * @param decomposer how a layer is factorised
 * @param allocator how the ranks are chosen
 * @param style what stands between the factors
 * @param allowLarger whether factors may have as many parameters as the layer they replace, or more
 * @param selection which layers are factorised, and to which ranks
 * @param preferences ranks or energy that a person has settled, for allocators that go by them
 */
public record Compressor(
        Decomposer decomposer,
        RankAllocator allocator,
        FactorStyle style,
        boolean allowLarger,
        Selection selection,
        RankAllocator.Preferences preferences) {
    /**
     * A compressor of all layers to any rank, with nothing settled beforehand.
     *
     * @param decomposer how a layer is factorised
     * @param allocator how the ranks are chosen
     * @param style what stands between the factors
     * @param allowLarger whether factors may have as many parameters as the layer they replace, or more
     */
    public Compressor(Decomposer decomposer, RankAllocator allocator, FactorStyle style, boolean allowLarger) {
        this(decomposer, allocator, style, allowLarger, Selection.ALL, RankAllocator.Preferences.NONE);
    }

    /**
     * The same compressor with another way to factorise.
     *
     * @param other how a layer is factorised instead
     * @return a compressor
     */
    public Compressor with(Decomposer other) {
        return new Compressor(other, allocator, style, allowLarger, selection, preferences);
    }

    /**
     * The same compressor with another way to choose ranks.
     *
     * @param other how the ranks are chosen instead
     * @return a compressor
     */
    public Compressor with(RankAllocator other) {
        return new Compressor(decomposer, other, style, allowLarger, selection, preferences);
    }

    /**
     * Factorises every linear layer of a network of which nothing was observed, once for all budgets.
     *
     * @param network the network, left unchanged
     * @param backend what to factorise with
     * @param seed randomness, for decomposers that draw and for biases
     * @return the network with all that its layers can be replaced by
     * @throws EckartException if the decomposer needs observations, a factorisation fails, or the selection names a layer
     *     that is not there
     */
    public FactorisedNetwork factorise(Network network, Backend backend, Seed seed) {
        return factorise(network, backend, seed, Observations.NONE);
    }

    /**
     * Factorises every linear layer, once for all budgets.
     *
     * @param network the network, left unchanged
     * @param backend what to factorise with
     * @param seed randomness, for decomposers that draw and for biases
     * @param observations what is known of the network from training samples
     * @return the network with all that its layers can be replaced by
     * @throws EckartException if an observation that the decomposer needs is missing, a factorisation fails, or the
     *     selection names a layer that is not there
     */
    public FactorisedNetwork factorise(Network network, Backend backend, Seed seed, Observations observations) {
        List<Node> linear = network.nodes().stream()
                .filter(node -> node.layer() instanceof Linear)
                .toList();
        requireNamed(linear.stream().map(Node::name).toList());
        List<Decomposition> decompositions = linear.stream()
                .map(node -> {
                    boolean first = node == network.nodes().get(0);
                    return decompose(node, backend, seed, first ? observations : observations.withoutPicture());
                })
                .toList();
        return new FactorisedNetwork(this, network, decompositions, seed, observations);
    }

    /**
     * Why a network cannot be cut to such budgets, as far as that is known before it is factorised.
     *
     * @param network the network
     * @param unit what the budgets count
     * @return the allocator's objection, one line, if it has one
     */
    public Optional<String> objection(Network network, Budget.Unit unit) {
        int layers = (int) network.nodes().stream()
                .filter(node -> node.layer() instanceof Linear)
                .count();
        return allocator.objection(new RankAllocator.Demand(unit, layers, preferences, true));
    }

    private Decomposition decompose(Node node, Backend backend, Seed seed, Observations observations) {
        Linear layer = (Linear) node.layer();
        Decomposition plain = DecomposerCheck.ask(
                decomposer,
                new Decomposer.Request(
                        layer.weights(),
                        layer.bias(),
                        backend,
                        allowLarger,
                        seed.split(node.name()),
                        Optional.ofNullable(observations.statistics().get(node.name())),
                        observations.picture(),
                        MatrixStore.MEMORY));
        return offered(node.name(), layer, plain);
    }

    private void requireNamed(List<String> layers) {
        Stream.concat(selection.include().stream(), selection.exclude().stream())
                .filter(name -> !layers.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new EckartException("there is no linear layer '" + name
                            + "' to include or exclude; there are " + String.join(", ", layers));
                });
    }

    private Decomposition offered(String name, Linear layer, Decomposition plain) {
        long limit = allowLarger ? Long.MAX_VALUE : plain.dense().parameters();
        Precision precision = layer.weights().precision();
        return plain.with(plain.candidates().stream()
                .filter(candidate -> candidate.rank().isEmpty() || selection.factorises(name))
                .filter(selection::offers)
                // With what stands between the factors, so that an allocator counts what will be built.
                .map(candidate -> candidate.builtOf(style.shapes(candidate.factors(), precision)))
                .filter(candidate -> candidate.rank().isEmpty() || candidate.parameters() < limit));
    }
}
