package dev.eckart.infer;

import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.layer.Workspace;
import dev.eckart.tensor.Tensor;
import java.util.List;

/** All stages for one sample, with buffers for one thread. */
final class SamplePass implements InferencePass {
    private final Workspace workspace;
    private final Stage.SampleStep[] steps;

    SamplePass(List<Stage> stages, Backend backend) {
        this.workspace = new Workspace(backend);
        this.steps = stages.stream().map(stage -> stage.sampleStep(workspace)).toArray(Stage.SampleStep[]::new);
    }

    @Override
    public int together() {
        return 1;
    }

    @Override
    public void apply(Tensor samples, int row, int rows, Tensor results) {
        for (int i = row; i < row + rows; i++) {
            apply(samples, i, results);
        }
    }

    private void apply(Tensor samples, int row, Tensor results) {
        workspace.rewind();
        Tensor values = steps[0].apply(samples, row);
        for (int i = 1; i < steps.length; i++) {
            values = steps[i].apply(values, 0);
        }
        RowCopy.copy(values, 0, results, row, 1);
    }
}
