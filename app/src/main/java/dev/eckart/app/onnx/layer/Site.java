package dev.eckart.app.onnx.layer;

import dev.eckart.app.onnx.constant.ConstantValue;
import dev.eckart.app.onnx.form.Factor;
import dev.eckart.app.onnx.form.Geometry;
import dev.eckart.app.onnx.form.LinearShape;
import dev.eckart.app.onnx.runtime.Values;
import dev.eckart.app.onnx.tensor.DataType;
import dev.eckart.app.onnx.tensor.OnnxException;
import dev.eckart.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/**
 * A layer that can be factorised. It does not hold its weights: they are read when they are asked for.
 *
 * @param name what a person calls it
 * @param operator what computes it, as ONNX names it
 * @param input name of the value it takes
 * @param output name of the value it makes
 * @param nodes indices of the nodes it consists of, the one that makes the output last
 * @param arrangement how rows lie in those values, and how factors are written
 * @param weights its weights as a matrix; of a convolution with a row for each number of the window, and the columns of
 *     blocks side by side
 * @param bias what is added to each row, 1 x columns, if anything is
 * @param geometry how the weights are applied
 */
public record Site(
        String name,
        String operator,
        String input,
        String output,
        List<Integer> nodes,
        Arrangement arrangement,
        ConstantValue weights,
        Optional<ConstantValue> bias,
        Geometry geometry)
        implements LayerKind.Found {
    /**
     * What is known of the layer as a linear operator without reading it.
     *
     * @return its sizes
     */
    public LinearShape shape() {
        return new LinearShape(
                weights.dims().get(0).intValue(), weights.dims().get(1).intValue(), bias.isPresent(), geometry);
    }

    /**
     * Reads the layer, anew each time.
     *
     * @return it as a linear operator in float64
     * @throws OnnxException if its weights cannot be read or are not finite
     */
    public Factor read() {
        Tensor matrix = weights.matrix();
        for (double value : matrix.doubles()) {
            if (!Double.isFinite(value)) {
                throw weights.stored()
                        .problem("weights '" + source() + "' of node '" + name + "' hold " + value
                                + ", which cannot be factorised");
            }
        }
        return new Factor(matrix, bias.map(ConstantValue::matrix), geometry);
    }

    /**
     * Element type of the weights.
     *
     * @return a floating point type
     */
    public DataType type() {
        return weights.type();
    }

    /**
     * What the weights are made of.
     *
     * @return name of the stored tensor
     */
    public String source() {
        return weights.stored().name();
    }

    /**
     * The rows that the layer takes.
     *
     * @param values what goes into it
     * @return those of each block
     */
    public List<Rows> taken(Values values) {
        return arrangement.taken(shape(), values);
    }

    /**
     * The rows that the layer makes.
     *
     * @param values what comes out of it
     * @return those of each block
     */
    public List<Rows> made(Values values) {
        return arrangement.made(shape(), values);
    }
}
