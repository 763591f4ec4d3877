package dev.eckart.compress;

import dev.eckart.nn.Dense;
import dev.eckart.nn.Network.Node;
import dev.eckart.spi.Seed;
import dev.eckart.spi.compress.Candidate;
import dev.eckart.spi.layer.Layer;
import dev.eckart.spi.layer.LayerProvider;
import dev.eckart.spi.layer.Linear;
import dev.eckart.spi.layer.Parameter;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What stands between the factors of a layer besides the factors themselves.
 *
 * @param innerBias the bias on each factor but the last
 * @param innerActivation a layer after each factor but the last; empty keeps the chain linear, as the mathematics has
 *     it
 */
public record FactorStyle(InnerBias innerBias, Optional<LayerProvider> innerActivation) {
    /** Parameters of a candidate once it is built in this style. */
    long parameters(Candidate candidate, Optional<Tensor> layerBias) {
        if (innerBias == InnerBias.NONE && innerActivation.isEmpty()) {
            return candidate.parameters();
        }
        return build("", candidate, layerBias, new Seed(0)).stream()
                .mapToLong(Node::parameterCount)
                .sum();
    }

    /** The layers that replace a layer of this name. */
    List<Node> build(String name, Candidate candidate, Optional<Tensor> layerBias, Seed seed) {
        List<Layer> chain = candidate.layers().get();
        List<Node> nodes = new ArrayList<>();
        for (int i = 1; i <= chain.size(); i++) {
            String factor = chain.size() == 1 ? name : name + "." + i;
            Layer layer = chain.get(i - 1);
            if (i == chain.size()) {
                nodes.add(new Node(factor, layer));
            } else {
                nodes.add(new Node(factor, withBias(layer, layerBias, seed.split(factor))));
                activation(layer, seed).ifPresent(a -> nodes.add(new Node(factor + "." + a.kind(), a)));
            }
        }
        return nodes;
    }

    private Layer withBias(Layer layer, Optional<Tensor> layerBias, Seed seed) {
        if (layer instanceof Linear factor && factor.bias().isEmpty()) {
            Tensor weights = factor.weights();
            return Dense.of(weights, innerBias.create(weights.columns(), weights.precision(), layerBias, seed));
        }
        return layer;
    }

    private Optional<Layer> activation(Layer layer, Seed seed) {
        Precision precision = layer.parameters().stream()
                .map(Parameter::value)
                .map(Tensor::precision)
                .findFirst()
                .orElse(Precision.FLOAT64);
        return innerActivation.map(provider -> {
            int width = layer instanceof Linear factor ? factor.weights().columns() : 0;
            return provider.create(new LayerProvider.Spec(width, width, 0, precision, seed));
        });
    }
}
