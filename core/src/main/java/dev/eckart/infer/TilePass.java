package dev.eckart.infer;

import dev.eckart.tensor.Tensor;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** All stages for tiles of samples, with buffers for one thread. */
final class TilePass implements InferencePass {
    /** Enough rounds for vectors of 16 in loops that are unrolled beside. */
    static final int SHORTEST = 128;

    /** Tiles are as long as so many samples, or twice, thrice as many and so on. */
    static final int STEP = 32;

    private final List<TileStep> steps;
    private final Gathered input;
    private final List<Features> inputs = new ArrayList<>();

    TilePass(List<TileStep> steps, Iterator<float[]> rows) {
        this.steps = steps;
        this.input = new Gathered(TileRows.take(rows, steps.get(0).atOnce()));
        inputs.add(input);
        steps.forEach(step -> inputs.add(Features.of(step.output())));
    }

    /** The pass, unless one of the stages cannot be applied to tiles. */
    static Optional<InferencePass> of(List<Stage> stages) {
        if (!stages.stream().allMatch(stage -> stage.tileRows().isPresent())) {
            return Optional.empty();
        }
        int count = AffineTile.FEATURES
                + stages.stream().mapToInt(stage -> stage.tileRows().getAsInt()).sum();
        Iterator<float[]> rows = TileRows.make(count, TileRows.SAMPLES);
        List<TileStep> steps =
                stages.stream().map(stage -> stage.tileStep(rows)).toList();
        return Optional.of(new TilePass(steps, rows));
    }

    @Override
    public int together() {
        return TileRows.SAMPLES;
    }

    @Override
    public void apply(Tensor samples, int row, int rows, Tensor results) {
        for (int done = 0; done < rows; done += TileRows.SAMPLES) {
            int count = Math.min(TileRows.SAMPLES, rows - done);
            int length = length(count);
            input.take(samples, row + done, count, length);
            for (int i = 0; i < steps.size(); i++) {
                steps.get(i).apply(inputs.get(i), length);
            }
            scatter(
                    steps.get(steps.size() - 1).output(),
                    count,
                    results.floatsToWrite(),
                    (row + done) * results.columns());
        }
    }

    /**
     * The length of the rows of a tile of so many samples, zeros behind them: the JIT compiler takes the rounds that it saw of
     * a loop for those to come, and of one that was short when it was compiled it makes no vectors for the rest of the
     * process.
     */
    static int length(int samples) {
        return Math.max(SHORTEST, (samples + STEP - 1) / STEP * STEP);
    }

    private static void scatter(float[][] rows, int samples, float[] to, int start) {
        for (int j = 0; j < rows.length; j++) {
            for (int sample = 0; sample < samples; sample++) {
                to[start + sample * rows.length + j] = rows[j][sample];
            }
        }
    }
}
