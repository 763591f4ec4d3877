package dev.eckart.infer;

import dev.eckart.infer.loop.SidesKernel;
import dev.eckart.nn.Bilinear;
import dev.eckart.nn.Relu;
import dev.eckart.spi.infer.InferenceKernelProvider;
import dev.eckart.spi.layer.Workspace;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.Iterator;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The function {@code y = P' X Q}, or {@code max(P' X Q, 0)}, of a picture X.
 *
 * @param layer the same for the backend
 * @param rectified whether a rectifier follows
 * @param kernel the same for one sample
 */
record TwoSided(Bilinear layer, boolean rectified, SidesKernel kernel) implements Stage {
    @Override
    public long macs() {
        return layer.macs();
    }

    @Override
    public Tensor batch(Tensor input, Workspace workspace) {
        Tensor output = layer.forward(input, workspace).output();
        return rectified ? new Relu().forward(output, workspace).output() : output;
    }

    @Override
    public SampleStep sampleStep(Workspace workspace) {
        SidesKernel own = kernel.forThread();
        Tensor output = Tensors.zeros(workspace.backend().precision(), 1, outputs());
        return (input, row) -> {
            own.apply(input, row, output);
            return output;
        };
    }

    @Override
    public OptionalInt tileRows() {
        return layer.left().precision() == Precision.FLOAT32
                ? OptionalInt.of(layer.right().rows() + outputs())
                : OptionalInt.empty();
    }

    @Override
    public TileStep tileStep(Iterator<float[]> rows) {
        return new TwoSidedTile(layer.left(), layer.right(), rectified, rows);
    }

    @Override
    public Optional<KernelStep> kernelStep(InferenceKernelProvider provider) {
        FeatureOrder transposed =
                FeatureOrder.transposed(layer.left().columns(), layer.right().columns());
        return KernelStep.given(provider, provider.bilinear(layer.left(), layer.right(), rectified))
                .map(own -> new KernelStep(own, outputs(), Optional.of(transposed)));
    }

    private int outputs() {
        return layer.left().columns() * layer.right().columns();
    }
}
