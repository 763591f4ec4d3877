package dev.eckart.infer;

import dev.eckart.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All stages for tiles of samples, with buffers for one thread. */
final class TilePass {
    private final List<TileStep> steps;
    private final Gathered input;
    private final List<Features> inputs = new ArrayList<>();

    private TilePass(List<TileStep> steps) {
        this.steps = steps;
        this.input = new Gathered(steps.get(0).atOnce());
        inputs.add(input);
        steps.forEach(step -> inputs.add(Features.of(step.output())));
    }

    /** The pass, unless one of the stages cannot be applied to tiles. */
    static Optional<TilePass> of(List<Stage> stages) {
        List<TileStep> steps =
                stages.stream().flatMap(stage -> stage.tileStep().stream()).toList();
        return steps.size() == stages.size() ? Optional.of(new TilePass(steps)) : Optional.empty();
    }

    /** Computes so many rows of the results, tile by tile. */
    void apply(Tensor samples, int row, int rows, Tensor results) {
        for (int done = 0; done < rows; done += TileRows.SAMPLES) {
            int count = Math.min(TileRows.SAMPLES, rows - done);
            input.take(samples, row + done, count);
            for (int i = 0; i < steps.size(); i++) {
                steps.get(i).apply(inputs.get(i), count);
            }
            scatter(
                    steps.get(steps.size() - 1).output(),
                    count,
                    results.floatsToWrite(),
                    (row + done) * results.columns());
        }
    }

    private static void scatter(float[][] rows, int samples, float[] to, int start) {
        for (int j = 0; j < rows.length; j++) {
            for (int sample = 0; sample < samples; sample++) {
                to[start + sample * rows.length + j] = rows[j][sample];
            }
        }
    }
}
