package dev.eckart.app.verify;

import dev.eckart.nn.Network;
import dev.eckart.nn.Network.Node;
import dev.eckart.spi.layer.Layer;
import dev.eckart.spi.layer.Linear;
import dev.eckart.spi.layer.Workspace;
import dev.eckart.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** A layer that changes nothing and keeps the Euclidean norm of every row that passes through. */
final class Tap implements Layer {
    private final List<Double> norms = new ArrayList<>();

    /**
     * A network with a tap before each segment.
     *
     * @param network the same layers, and the taps
     * @param taps the taps, in the order of the segments
     */
    record Tapped(Network network, List<Tap> taps) {}

    static Tapped into(Network network) {
        List<Node> nodes = new ArrayList<>();
        List<Tap> taps = new ArrayList<>();
        boolean within = false;
        for (Node node : network.nodes()) {
            boolean linear = node.layer() instanceof Linear;
            if (linear && !within) {
                taps.add(new Tap());
                nodes.add(new Node("before " + node.name(), taps.get(taps.size() - 1)));
            }
            nodes.add(node);
            within = linear;
        }
        return new Tapped(new Network(network.inputs(), nodes), taps);
    }

    /** The norms in the order of the rows. */
    double[] norms() {
        return norms.stream().mapToDouble(Double::doubleValue).toArray();
    }

    @Override
    public String kind() {
        return "tap";
    }

    @Override
    public int outputs(int inputs) {
        return inputs;
    }

    @Override
    public Pass forward(Tensor input, Workspace workspace) {
        for (int i = 0; i < input.rows(); i++) {
            double sum = 0;
            for (int j = 0; j < input.columns(); j++) {
                sum += input.get(i, j) * input.get(i, j);
            }
            norms.add(Math.sqrt(sum));
        }
        return new Pass(input, new Pullback() {
            @Override
            public void parameters(Tensor outputGradient) {}

            @Override
            public Tensor input(Tensor outputGradient) {
                return outputGradient;
            }
        });
    }
}
