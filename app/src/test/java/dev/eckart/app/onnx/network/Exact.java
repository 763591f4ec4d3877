package dev.eckart.app.onnx.network;

import dev.eckart.nn.Bilinear;
import dev.eckart.nn.Network;
import dev.eckart.nn.Network.Node;
import dev.eckart.spi.layer.Linear;
import dev.eckart.spi.layer.Parameter;
import dev.eckart.tensor.Tensor;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** Networks by their definition, in plain float64 loops. */
final class Exact {
    private Exact() {}

    /**
     * The answers of a network of numbers that have been changed; with {@code Math::abs} for the change and the inputs
     * alike, the sum of the sizes of all terms.
     */
    static double[] of(Network network, double[] inputs, DoubleUnaryOperator change) {
        int rows = inputs.length / network.inputs();
        double[] values = java.util.Arrays.stream(inputs).map(change).toArray();
        for (Node node : network.nodes()) {
            values = applied(node, values, rows, change);
        }
        return values;
    }

    /** Terms that an answer is added up from, along the longest way. */
    static int terms(Network network) {
        return network.parameters().stream()
                .map(Parameter::value)
                .mapToInt(Tensor::rows)
                .sum();
    }

    private static double[] applied(Node node, double[] values, int rows, DoubleUnaryOperator change) {
        if (node.layer() instanceof Linear linear) {
            return linear(linear, values, rows, change);
        }
        return node.layer() instanceof Bilinear
                ? bilinear(node.layer().parameters(), values, rows, change)
                : java.util.Arrays.stream(values).map(x -> Math.max(0, x)).toArray();
    }

    private static double[] linear(Linear layer, double[] values, int rows, DoubleUnaryOperator change) {
        Tensor w = layer.weights();
        double[] result = new double[rows * w.columns()];
        for (int i = 0; i < result.length; i++) {
            int row = i / w.columns();
            int column = i % w.columns();
            double sum = layer.bias()
                    .map(bias -> change.applyAsDouble(bias.get(0, column)))
                    .orElse(0.0);
            for (int k = 0; k < w.rows(); k++) {
                sum += values[row * w.rows() + k] * change.applyAsDouble(w.get(k, column));
            }
            result[i] = sum;
        }
        return result;
    }

    private static double[] bilinear(List<Parameter> sides, double[] values, int rows, DoubleUnaryOperator change) {
        Tensor p = sides.get(0).value();
        Tensor q = sides.get(1).value();
        int width = p.columns() * q.columns();
        double[] result = new double[rows * width];
        for (int i = 0; i < result.length; i++) {
            int row = i / width;
            int a = i % width % p.columns();
            int b = i % width / p.columns();
            for (int y = 0; y < p.rows(); y++) {
                for (int x = 0; x < q.rows(); x++) {
                    result[i] += change.applyAsDouble(p.get(y, a))
                            * values[(row * p.rows() + y) * q.rows() + x]
                            * change.applyAsDouble(q.get(x, b));
                }
            }
        }
        return result;
    }
}
