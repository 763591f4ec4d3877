package dev.eckart.infer;

import dev.eckart.infer.loop.SidesKernel;
import dev.eckart.nn.Bilinear;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;

/**
 * The function {@code y = P' X Q} of a picture X in float64; the order of inputs and outputs is that of {@link Bilinear}.
 *
 * @param left P, height x a
 * @param right Q, width x b
 */
record Sides(Tensor left, Tensor right) implements Part {
    /** A copy of a layer. */
    static Sides of(Bilinear layer) {
        return new Sides(Tensors.copy(layer.left(), Precision.FLOAT64), Tensors.copy(layer.right(), Precision.FLOAT64));
    }

    @Override
    public int inputs() {
        return left.rows() * right.rows();
    }

    @Override
    public int outputs() {
        return left.columns() * right.columns();
    }

    @Override
    public long macs() {
        return (long) left.rows() * right.size() + (long) right.columns() * left.size();
    }

    /** The Kronecker product of both sides. */
    @Override
    public LinearMap dense() {
        Tensor weights = Tensors.zeros(Precision.FLOAT64, inputs(), outputs());
        int a = left.columns();
        int width = right.rows();
        for (int input = 0; input < inputs(); input++) {
            for (int output = 0; output < outputs(); output++) {
                weights.set(input, output, left.get(input / width, output % a) * right.get(input % width, output / a));
            }
        }
        return new LinearMap(weights, Tensors.zeros(Precision.FLOAT64, 1, outputs()));
    }

    @Override
    public TwoSided stage(Precision precision, boolean rectified) {
        Tensor p = Tensors.copy(left, precision);
        Tensor q = Tensors.copy(right, precision);
        return new TwoSided(Bilinear.of(p, q), rectified, SidesKernel.of(p, q, rectified));
    }
}
