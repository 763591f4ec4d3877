package dev.eckart.infer;

import dev.eckart.spi.layer.Layer;
import dev.eckart.spi.layer.Workspace;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;

/**
 * A layer of which nothing is known but that it can be applied.
 *
 * @param layer a copy of the network's
 * @param inputs width of its input
 */
record Opaque(Layer layer, int inputs) implements Stage {
    @Override
    public long macs() {
        return layer.macs();
    }

    @Override
    public Tensor batch(Tensor input, Workspace workspace) {
        return layer.forward(input, workspace).output();
    }

    /** The layer may use the backend, so that other threads have to wait. */
    @Override
    public SampleStep sampleStep(Workspace workspace) {
        Tensor sample = Tensors.zeros(workspace.backend().precision(), 1, inputs);
        return (input, row) -> {
            RowCopy.copy(input, row, sample, 0, 1);
            synchronized (workspace.backend()) {
                return layer.forward(sample, workspace).output();
            }
        };
    }
}
