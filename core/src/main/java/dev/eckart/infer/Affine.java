package dev.eckart.infer;

import dev.eckart.infer.loop.SampleKernel;
import dev.eckart.spi.backend.Transpose;
import dev.eckart.spi.infer.InferenceKernelProvider;
import dev.eckart.spi.layer.Workspace;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.Iterator;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The function {@code y = x W + b}, or {@code max(x W + b, 0)}.
 *
 * @param weights W, inputs x outputs
 * @param bias b, 1 x outputs
 * @param rectified whether a rectifier follows
 * @param kernel the same for one sample
 */
record Affine(Tensor weights, Tensor bias, boolean rectified, SampleKernel kernel) implements Stage {
    @Override
    public long macs() {
        return weights.size();
    }

    /** The result starts as the bias in every row, which costs a copy, and less than adding it in a pass of its own. */
    @Override
    public Tensor batch(Tensor input, Workspace workspace) {
        Tensor output = workspace.tensor(input.rows(), weights.columns());
        RowCopy.repeat(bias, output);
        workspace.backend().gemm(Transpose.NO, input, Transpose.NO, weights, 1, 1, output);
        if (rectified) {
            kernel.rectify(output);
        }
        return output;
    }

    @Override
    public SampleStep sampleStep(Workspace workspace) {
        Tensor output = Tensors.zeros(bias.precision(), 1, bias.columns());
        int[] active = new int[weights.rows()];
        return (input, row) -> {
            kernel.apply(input, row, output, active);
            return output;
        };
    }

    @Override
    public OptionalInt tileRows() {
        return weights.precision() == Precision.FLOAT32 ? OptionalInt.of(weights.columns()) : OptionalInt.empty();
    }

    @Override
    public TileStep tileStep(Iterator<float[]> rows) {
        return new AffineTile(weights, bias, rectified, rows);
    }

    @Override
    public Optional<KernelStep> kernelStep(InferenceKernelProvider provider) {
        return KernelStep.given(provider, provider.affine(weights, bias, rectified))
                .map(own -> new KernelStep(own, bias.columns(), Optional.empty()));
    }

    /** The same function of features that lie in another order; for kernels alone. */
    Affine of(FeatureOrder order) {
        return new Affine(order.rows(weights), bias, rectified, kernel);
    }
}
