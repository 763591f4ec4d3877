package dev.eckart.compress;

import dev.eckart.nn.Dense;
import dev.eckart.nn.Network.Node;
import dev.eckart.spi.Seed;
import dev.eckart.spi.compress.FactorShape;
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
    /** What factors are once they are built in this style. */
    List<FactorShape> shapes(List<FactorShape> factors, Precision precision) {
        List<FactorShape> built = new ArrayList<>();
        for (int i = 0; i < factors.size(); i++) {
            FactorShape factor = factors.get(i);
            if (i == factors.size() - 1) {
                built.add(factor);
            } else {
                boolean bare = factor.linear() && factor.biases() == 0;
                boolean gets = bare && innerBias != InnerBias.NONE;
                built.add(gets ? FactorShape.linear(factor.inputs(), factor.outputs(), true) : factor);
                int width = factor.linear() ? factor.outputs() : 0;
                activation(width, precision, new Seed(0)).ifPresent(a -> built.add(FactorShape.of(a, width)));
            }
        }
        return built;
    }

    /** The layers that replace a layer of this name. */
    List<Node> build(String name, List<Layer> factors, Optional<Tensor> layerBias, Seed seed) {
        List<Node> nodes = new ArrayList<>();
        for (int i = 1; i <= factors.size(); i++) {
            String factor = factors.size() == 1 ? name : name + "." + i;
            Layer layer = factors.get(i - 1);
            if (i == factors.size()) {
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
        return activation(layer instanceof Linear factor ? factor.weights().columns() : 0, precision, seed);
    }

    private Optional<Layer> activation(int width, Precision precision, Seed seed) {
        return innerActivation.map(
                provider -> provider.create(new LayerProvider.Spec(width, width, 0, precision, seed)));
    }
}
