package dev.eckart.app.verify;

import dev.eckart.nn.Network;
import dev.eckart.nn.Network.Node;
import dev.eckart.spi.layer.Linear;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Linear layers that follow each other without anything between them: together {@code x M + c}.
 *
 * <p>The factors of a layer are one segment, and its M and c are what two decompositions have in common even where
 * their factors differ by a rotation.
 *
 * @param layers the layers, at least one
 */
record Segment(List<Linear> layers) {
    /** Kinds of layers that never bring two inputs further apart. */
    private static final Set<String> CONTRACTIONS = Set.of("relu");

    /** The segments of a network, in order. */
    static List<Segment> of(Network network) {
        List<Segment> segments = new ArrayList<>();
        List<Linear> open = new ArrayList<>();
        for (Node node : network.nodes()) {
            if (node.layer() instanceof Linear layer) {
                open.add(layer);
            } else if (!open.isEmpty()) {
                segments.add(new Segment(List.copyOf(open)));
                open.clear();
            }
        }
        if (!open.isEmpty()) {
            segments.add(new Segment(List.copyOf(open)));
        }
        return segments;
    }

    /** A kind of layer in the network of which it is not known how far it brings two inputs apart. */
    static Optional<String> unknownKind(Network network) {
        return network.nodes().stream()
                .filter(node -> !(node.layer() instanceof Linear))
                .map(node -> node.layer().kind())
                .filter(kind -> !CONTRACTIONS.contains(kind))
                .findFirst();
    }

    /** M. */
    Tensor matrix() {
        Tensor product = Referee.wide(layers.get(0).weights());
        for (Linear layer : layers.subList(1, layers.size())) {
            product = Referee.product(product, layer.weights());
        }
        return product;
    }

    /** c, as a row; zeros if no layer has a bias. */
    Tensor bias() {
        Tensor sum = bias(layers.get(0));
        for (Linear layer : layers.subList(1, layers.size())) {
            Tensor moved = Referee.product(sum, layer.weights());
            Tensor own = bias(layer);
            Tensors.fill(moved, i -> moved.get(0, i) + own.get(0, i));
            sum = moved;
        }
        return sum;
    }

    private static Tensor bias(Linear layer) {
        return layer.bias()
                .map(Referee::wide)
                .orElseGet(() ->
                        Tensors.zeros(Precision.FLOAT64, 1, layer.weights().columns()));
    }
}
