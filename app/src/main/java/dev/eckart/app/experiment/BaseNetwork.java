package dev.eckart.app.experiment;

import dev.eckart.nn.Network;
import dev.eckart.nn.Network.Node;
import dev.eckart.spi.Seed;
import dev.eckart.spi.layer.LayerProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Builds the network that is to be compressed: linear layers with an activation between them. */
final class BaseNetwork {
    private BaseNetwork() {}

    /**
     * Builds it, freshly initialised.
     *
     * @param widths width of the input, of each hidden layer, and of the output
     * @param bias initial value of every bias; empty for none
     */
    static Network create(Equipment equipment, List<Integer> widths, OptionalDouble bias, Seed seed) {
        List<Node> nodes = new ArrayList<>();
        int last = widths.size() - 1;
        for (int i = 1; i <= last; i++) {
            nodes.add(node(equipment.dense(), i, widths.get(i - 1), widths.get(i), bias, equipment, seed));
            if (i < last) {
                nodes.add(node(equipment.activation(), i, widths.get(i), widths.get(i), bias, equipment, seed));
            }
        }
        return new Network(widths.get(0), nodes);
    }

    private static Node node(
            LayerProvider provider,
            int number,
            int inputs,
            int outputs,
            OptionalDouble bias,
            Equipment equipment,
            Seed seed) {
        String name = provider.name() + "-" + number;
        LayerProvider.Spec spec = new LayerProvider.Spec(
                inputs, outputs, bias, equipment.backend().precision(), seed.split(name));
        return new Node(name, provider.create(spec));
    }
}
