package dev.eckart.compress;

import dev.eckart.compress.allocate.CheckedAllocation;
import dev.eckart.compress.calibrate.Observations;
import dev.eckart.nn.Network;
import dev.eckart.nn.Network.Node;
import dev.eckart.spi.Seed;
import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.compress.Budget;
import dev.eckart.spi.compress.Candidate;
import dev.eckart.spi.compress.Decomposition;
import dev.eckart.spi.compress.RankAllocator;
import dev.eckart.spi.layer.Linear;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A network whose linear layers have been factorised, ready to be compressed to any budget.
 *
 * @param compressor how it was made
 * @param network the network itself
 * @param decompositions one for each linear layer, in order
 * @param seed randomness, for biases
 * @param observations what is known of the network from training samples
 */
public record FactorisedNetwork(
        Compressor compressor,
        Network network,
        List<Decomposition> decompositions,
        Seed seed,
        Observations observations) {
    /**
     * A compressed network.
     *
     * @param network new layers throughout: training it leaves the original unchanged
     * @param chosen the candidate taken for each linear layer of the original, in order
     * @param reasons why a layer stayed dense, for each linear layer, empty where it did not
     * @param gap what {@link RankAllocator#gap} says of the choice
     */
    public record Compressed(
            Network network, List<Candidate> chosen, List<Optional<String>> reasons, OptionalDouble gap) {}

    /**
     * The same network with balanced factors: neighbours in a chain have the same singular values.
     *
     * <p>The gradient of a factor is proportional to its neighbour, so that of an uneven pair the larger one barely moves.
     * The product of the factors stays as it is, but for rounding.
     *
     * @param backend what to balance with
     * @return the network with all that its layers can be replaced by, balanced when it is compressed
     */
    public FactorisedNetwork balanced(Backend backend) {
        return with(
                decompositions.stream().map(plain -> Balance.of(plain, backend)).toList());
    }

    /**
     * The same network with other decompositions of the same layers.
     *
     * @param others one for each linear layer, in order
     * @return the network with all that its layers can be replaced by
     */
    public FactorisedNetwork with(List<Decomposition> others) {
        return new FactorisedNetwork(compressor, network, others, seed, observations);
    }

    /**
     * The same factorisation with another allocator.
     *
     * @param allocator how the ranks are chosen
     * @return the network with all that its layers can be replaced by
     */
    public FactorisedNetwork allocatedBy(RankAllocator allocator) {
        return new FactorisedNetwork(compressor.with(allocator), network, decompositions, seed, observations);
    }

    /**
     * Compresses the network to a budget.
     *
     * @param budget how small
     * @return the smaller network
     * @throws dev.eckart.spi.EckartException if it cannot be made so small, or the allocator objects
     */
    public Compressed compress(Budget budget) {
        RankAllocator.Request request = new RankAllocator.Request(
                decompositions,
                budget,
                compressor.preferences(),
                observations.loss().map(loss -> chosen -> loss.applyAsDouble(network(chosen))));
        List<Candidate> chosen = CheckedAllocation.of(compressor.allocator(), request);
        return new Compressed(
                network(chosen), chosen, reasons(chosen), compressor.allocator().gap(request, chosen));
    }

    /**
     * Replaces each linear layer by a given candidate.
     *
     * @param chosen one candidate of each decomposition, in order
     * @return the network built of them
     */
    public Compressed build(List<Candidate> chosen) {
        return new Compressed(network(chosen), chosen, reasons(chosen), OptionalDouble.empty());
    }

    /**
     * The replacement of one linear layer, by itself.
     *
     * @param index which linear layer, from 0
     * @param candidate one of its decomposition's
     * @return a network from the layer's inputs to its outputs
     */
    public Network alone(int index, Candidate candidate) {
        Node node = network.nodes().stream()
                .filter(each -> each.layer() instanceof Linear)
                .toList()
                .get(index);
        Decomposition decomposition = decompositions.get(index);
        return new Network(decomposition.inputs(), replaced(node, (Linear) node.layer(), decomposition, candidate));
    }

    private Network network(List<Candidate> chosen) {
        List<Node> nodes = new ArrayList<>();
        int next = 0;
        for (Node node : network.nodes()) {
            if (node.layer() instanceof Linear layer) {
                int at = next++;
                nodes.addAll(replaced(node, layer, decompositions.get(at), chosen.get(at)));
            } else {
                nodes.add(new Node(node.name(), node.layer().copy()));
            }
        }
        return new Network(network.inputs(), nodes);
    }

    private List<Node> replaced(Node node, Linear layer, Decomposition decomposition, Candidate candidate) {
        return candidate.rank().isEmpty()
                ? List.of(new Node(node.name(), layer.copy()))
                : compressor
                        .style()
                        .build(node.name(), decomposition.factors(candidate), layer.bias(), seed.split(node.name()));
    }

    private List<Optional<String>> reasons(List<Candidate> chosen) {
        List<String> names = network.nodes().stream()
                .filter(node -> node.layer() instanceof Linear)
                .map(Node::name)
                .toList();
        List<Optional<String>> reasons = new ArrayList<>();
        for (int i = 0; i < chosen.size(); i++) {
            String name = names.get(i);
            Decomposition layer = decompositions.get(i);
            reasons.add(chosen.get(i).rank().isPresent() ? Optional.empty() : Optional.of(reason(name, layer)));
        }
        return reasons;
    }

    private String reason(String name, Decomposition layer) {
        if (!compressor.selection().factorises(name)) {
            return "not among the layers to factorise";
        }
        int ranks = layer.candidates().stream()
                .mapToInt(candidate -> candidate.rank().orElse(0))
                .max()
                .orElse(0);
        return ranks == 0
                ? "factors of no rank on offer would be smaller than the layer"
                : "allocator '" + compressor.allocator().name() + "' took no rank up to " + ranks
                        + (compressor.allowLarger() ? "" : "; beyond that, factors would be larger than the layer");
    }
}
