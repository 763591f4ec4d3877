package dev.eckart.app.report;

import dev.eckart.nn.Network;
import java.util.ArrayList;
import java.util.List;

/**
 * One layer of a network.
 *
 * @param name its name within the network
 * @param kind its kind
 * @param inputs width of its input
 * @param outputs width of its output
 * @param parameters number of its parameters
 */
public record LayerReport(String name, String kind, int inputs, int outputs, long parameters) {
    /**
     * The layers of a network.
     *
     * @param network any network
     * @return one entry a layer, in order
     */
    public static List<LayerReport> of(Network network) {
        List<LayerReport> layers = new ArrayList<>();
        int inputs = network.inputs();
        for (Network.Node node : network.nodes()) {
            int outputs = node.layer().outputs(inputs);
            layers.add(new LayerReport(node.name(), node.layer().kind(), inputs, outputs, node.parameterCount()));
            inputs = outputs;
        }
        return layers;
    }
}
