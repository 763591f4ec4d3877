package dev.eckart.compress;

import dev.eckart.nn.Network;
import dev.eckart.nn.Network.Node;
import dev.eckart.spi.Backend;
import dev.eckart.spi.Budget;
import dev.eckart.spi.Candidate;
import dev.eckart.spi.Decomposition;
import dev.eckart.spi.Linear;
import dev.eckart.spi.Seed;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * A network whose linear layers have been factorised, ready to be cut to any budget.
 *
 * @param compressor how it was made
 * @param network the network itself
 * @param decompositions one for each linear layer, in order
 * @param seed randomness, for biases
 */
public record FactorisedNetwork(Compressor compressor, Network network, List<Decomposition> decompositions, Seed seed) {
    /**
     * A compressed network.
     *
     * @param network new layers throughout: training it leaves the original unchanged
     * @param chosen the candidate taken for each linear layer of the original, in order
     */
    public record Compressed(Network network, List<Candidate> chosen) {}

    /**
     * The same network with balanced factors: neighbours in a chain have the same singular values.
     *
     * <p>Gradient descent moves a factor by the size of its neighbour, so that of an uneven pair the smaller one barely
     * moves the larger. What the factors multiply to stays as it is, but for rounding.
     *
     * @param backend what to balance with
     * @return the network with all that its layers can be replaced by, balanced when it is cut
     */
    public FactorisedNetwork balanced(Backend backend) {
        return new FactorisedNetwork(
                compressor,
                network,
                decompositions.stream().map(plain -> Balance.of(plain, backend)).toList(),
                seed);
    }

    /**
     * Cuts the network to a budget.
     *
     * @param budget how small
     * @return the smaller network
     */
    public Compressed compress(Budget budget) {
        return build(compressor.allocator().allocate(decompositions, budget));
    }

    /**
     * Replaces each linear layer by a candidate of choice.
     *
     * @param chosen one candidate of each decomposition, in order
     * @return the network built of them
     */
    public Compressed build(List<Candidate> chosen) {
        Iterator<Candidate> next = chosen.iterator();
        List<Node> nodes = new ArrayList<>();
        for (Node node : network.nodes()) {
            if (node.layer() instanceof Linear layer) {
                nodes.addAll(compressor.style().build(node.name(), next.next(), layer.bias(), seed.split(node.name())));
            } else {
                nodes.add(new Node(node.name(), node.layer().copy()));
            }
        }
        return new Compressed(new Network(network.inputs(), nodes), chosen);
    }
}
