package dev.eckart.infer;

import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.layer.Workspace;
import dev.eckart.tensor.Tensor;
import java.util.List;

/** All stages for a block of samples on the backend, one thread at a time. */
final class BatchPass {
    private final List<Stage> stages;
    private final Backend backend;
    private final Workspace workspace;

    BatchPass(List<Stage> stages, Backend backend) {
        this.stages = stages;
        this.backend = backend;
        this.workspace = new Workspace(backend);
    }

    /** Computes so many rows of the results. */
    void apply(Tensor samples, int row, int rows, Tensor results) {
        synchronized (backend) {
            workspace.rewind();
            Tensor values = block(samples, row, rows);
            for (Stage stage : stages) {
                values = stage.batch(values, workspace);
            }
            RowCopy.copy(values, 0, results, row, rows);
        }
    }

    /** The samples themselves if they are all asked for: a tensor used again may still be known to the backend. */
    private Tensor block(Tensor samples, int row, int rows) {
        if (rows == samples.rows()) {
            return samples;
        }
        Tensor block = workspace.tensor(rows, samples.columns());
        RowCopy.copy(samples, row, block, 0, rows);
        return block;
    }
}
