package dev.eckart.app.onnx.kind;

import dev.eckart.app.onnx.model.Attributes;
import dev.eckart.app.onnx.model.Shapes;
import dev.eckart.app.onnx.proto.NodeProto;
import java.util.Optional;

/**
 * Counts the multiply-accumulates of products and of windows. What a product sums over and makes anew is told by its
 * weights; an axis that neither an operand nor the result has a size for counts as 1, and so do the rows of a value of which
 * nothing is known.
 *
 * @param shapes sizes of the model's values
 */
public record MacCount(Shapes shapes) {
    /**
     * A product of a node's first operand with weights, or with a stack of them.
     *
     * @param node the node, with the attributes that Gemm has or none
     * @param weights name of the second operand
     * @return multiply-accumulates; not a number if they cannot be told
     */
    public double product(NodeProto node, String weights) {
        Attributes attributes = new Attributes(node);
        if (attributes.integer("transBatchA", 0) != 0 || attributes.integer("transBatchB", 0) != 0) {
            return Double.NaN;
        }
        Optional<Extent> left = Extent.of(shapes, node.getInput(0))
                .map(extent -> extent.isVector() ? extent.before(1) : extent)
                .map(extent -> attributes.integer("transA", 0) != 0 ? extent.turned() : extent);
        Optional<Extent> right = Extent.of(shapes, weights)
                .map(extent -> extent.isVector() ? extent.behind(1) : extent)
                .map(extent -> attributes.integer("transB", 0) != 0 ? extent.turned() : extent);
        return left.isEmpty() && right.isEmpty()
                ? Double.NaN
                : Extent.product(left, right, Extent.of(shapes, node.getOutput(0)));
    }

    /**
     * Each weight of a window once at each position of the value that has a channel for each of its slices.
     *
     * @param value name of that value
     * @param weights name of the weights
     * @return multiply-accumulates; not a number if they cannot be told
     */
    public double windows(String value, String weights) {
        return Extent.of(shapes, weights)
                .map(window -> window.size()
                        * Extent.of(shapes, value).map(Extent::positions).orElse(1.0))
                .orElse(Double.NaN);
    }

    /**
     * Per step and sample, each weight of a recurrent layer's input and of its recurrent matrices once.
     *
     * @param node the node, with its input, and both kinds of weights behind it
     * @return multiply-accumulates; not a number if they cannot be told
     */
    public double recurrent(NodeProto node) {
        Optional<Extent> own = Extent.of(shapes, node.getInput(1));
        Optional<Extent> recurrent = node.getInputCount() < 3 ? Optional.empty() : Extent.of(shapes, node.getInput(2));
        double steps = Extent.of(shapes, node.getInput(0)).map(Extent::rows).orElse(1.0);
        return own.flatMap(a -> recurrent.map(b -> steps * (a.size() + b.size())))
                .orElse(Double.NaN);
    }

    /**
     * Each query with each key, and each weight that comes of it with each value.
     *
     * @param node the node, with its queries and keys
     * @return multiply-accumulates; not a number if they cannot be told
     */
    public double attention(NodeProto node) {
        Optional<Extent> keys = Extent.of(shapes, node.getInput(1));
        return Extent.of(shapes, node.getInput(0))
                .flatMap(queries -> Extent.of(shapes, node.getOutput(0))
                        .flatMap(made -> keys.map(key -> (queries.size() + made.size()) * key.fromLast(2))))
                .orElse(Double.NaN);
    }
}
