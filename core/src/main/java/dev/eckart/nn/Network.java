package dev.eckart.nn;

import dev.eckart.spi.layer.Layer;
import dev.eckart.spi.layer.Parameter;
import dev.eckart.spi.layer.Workspace;
import dev.eckart.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Layers one after the other; a layer itself.
 *
 * @param inputs width of the input
 * @param nodes the layers with their names, at least one; that names are unique is not checked
 */
public record Network(int inputs, List<Node> nodes) implements Layer {
    /**
     * Checks that each layer takes what the one before gives.
     *
     * @throws IllegalArgumentException if there is no layer, or they do not fit
     */
    public Network {
        nodes = List.copyOf(nodes);
        if (nodes.isEmpty()) {
            throw new IllegalArgumentException("a network needs at least one layer");
        }
        width(inputs, nodes);
    }

    /**
     * A layer of a network.
     *
     * @param name unique within the network, such as {@code dense-1}
     * @param layer the layer
     */
    public record Node(String name, Layer layer) {
        /**
         * Number of parameters.
         *
         * @return the sizes of all parameters, added
         */
        public long parameterCount() {
            return layer.parameters().stream().mapToLong(p -> p.value().size()).sum();
        }
    }

    @Override
    public Network copy() {
        return new Network(
                inputs,
                nodes.stream()
                        .map(node -> new Node(node.name(), node.layer().copy()))
                        .toList());
    }

    private static int width(int inputs, List<Node> nodes) {
        int width = inputs;
        for (Node node : nodes) {
            width = node.layer().outputs(width);
        }
        return width;
    }

    @Override
    public String kind() {
        return "network";
    }

    @Override
    public int outputs(int inputs) {
        return width(inputs, nodes);
    }

    /**
     * Width of the output.
     *
     * @return the last layer's outputs
     */
    public int outputs() {
        return outputs(inputs);
    }

    @Override
    public long macs() {
        return nodes.stream().mapToLong(node -> node.layer().macs()).sum();
    }

    @Override
    public List<Parameter> parameters() {
        return nodes.stream()
                .flatMap(node -> node.layer().parameters().stream())
                .toList();
    }

    /**
     * Number of parameters.
     *
     * @return the sizes of all parameters, added
     */
    public long parameterCount() {
        return nodes.stream().mapToLong(Node::parameterCount).sum();
    }

    @Override
    public Pass forward(Tensor input, Workspace workspace) {
        List<Pullback> pullbacks = new ArrayList<>(nodes.size());
        Tensor output = input;
        for (Node node : nodes) {
            Pass pass = node.layer().forward(output, workspace);
            pullbacks.add(pass.pullback());
            output = pass.output();
        }
        return new Pass(output, new Chain(pullbacks));
    }

    /** The way back through all layers. The parameters' half leaves out the first layer's input gradient. */
    private record Chain(List<Pullback> pullbacks) implements Pullback {
        @Override
        public void parameters(Tensor outputGradient) {
            Tensor gradient = outputGradient;
            for (int i = pullbacks.size() - 1; i >= 0; i--) {
                pullbacks.get(i).parameters(gradient);
                gradient = i > 0 ? pullbacks.get(i).input(gradient) : gradient;
            }
        }

        @Override
        public Tensor input(Tensor outputGradient) {
            Tensor gradient = outputGradient;
            for (int i = pullbacks.size() - 1; i >= 0; i--) {
                gradient = pullbacks.get(i).input(gradient);
            }
            return gradient;
        }
    }
}
