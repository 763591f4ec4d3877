package dev.eckart.infer;

import dev.eckart.infer.loop.SampleKernel;
import dev.eckart.spi.layer.Linear;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;

/**
 * The function {@code y = x W + b} in float64, so that merging loses nothing that the result's precision could hold.
 *
 * @param weights W, inputs x outputs
 * @param bias b, 1 x outputs
 */
record LinearMap(Tensor weights, Tensor bias) implements Part {
    /** A copy of a layer. */
    static LinearMap of(Linear layer) {
        Tensor weights = Tensors.copy(layer.weights(), Precision.FLOAT64);
        Tensor bias = layer.bias()
                .map(b -> Tensors.copy(b, Precision.FLOAT64))
                .orElseGet(() -> Tensors.zeros(Precision.FLOAT64, 1, weights.columns()));
        return new LinearMap(weights, bias);
    }

    /** This function and then another as one: {@code (xA + a)B + b = x(AB) + (aB + b)}. */
    LinearMap then(LinearMap next) {
        Tensor product = Tensors.zeros(Precision.FLOAT64, weights.rows(), next.weights.columns());
        addProduct(weights, next.weights, product);
        Tensor sum = Tensors.copy(next.bias, Precision.FLOAT64);
        addProduct(bias, next.weights, sum);
        return new LinearMap(product, sum);
    }

    private static void addProduct(Tensor left, Tensor right, Tensor sum) {
        double[] a = left.doubles();
        double[] b = right.doubles();
        double[] c = sum.doublesToWrite();
        int columns = right.columns();
        for (int i = 0; i < a.length; i++) {
            int from = i % left.columns() * columns;
            int to = i / left.columns() * columns;
            for (int j = 0; j < columns; j++) {
                c[to + j] += a[i] * b[from + j];
            }
        }
    }

    @Override
    public int inputs() {
        return weights.rows();
    }

    @Override
    public int outputs() {
        return weights.columns();
    }

    @Override
    public long macs() {
        return weights.size();
    }

    @Override
    public LinearMap dense() {
        return this;
    }

    @Override
    public Affine stage(Precision precision, boolean rectified) {
        Tensor w = Tensors.copy(weights, precision);
        Tensor b = Tensors.copy(bias, precision);
        return new Affine(w, b, rectified, SampleKernel.of(w, b, rectified));
    }
}
