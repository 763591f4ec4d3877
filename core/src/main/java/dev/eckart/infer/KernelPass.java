package dev.eckart.infer;

import dev.eckart.spi.infer.InferenceKernel;
import dev.eckart.spi.infer.InferenceKernelProvider;
import dev.eckart.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/** All stages by kernels of a plug-in, for a few samples at a time, so that what is between the stages stays in a cache. */
final class KernelPass implements InferencePass {
    /** Divisible by all numbers of samples that registers hold the sums of. */
    static final int BLOCK = 48;

    private final List<Step> steps;
    private final int together;
    private final float[][] buffers;

    /** For so many samples at a time. */
    KernelPass(List<Step> shared, int together) {
        this.steps = shared.stream().map(Step::forThread).toList();
        this.together = together;
        this.buffers = steps.stream()
                .map(step -> new float[together * step.outputs + InferenceKernel.SPARE])
                .toArray(float[][]::new);
    }

    /**
     * A stage by a plug-in.
     *
     * @param kernel computes it
     * @param outputs numbers a sample
     */
    record Step(InferenceKernel kernel, int outputs) {
        private Step forThread() {
            return new Step(kernel.forThread(), outputs);
        }
    }

    /** Kernels of all stages; empty if the plug-in lacks one of them. */
    static Optional<List<Step>> steps(List<Stage> stages, InferenceKernelProvider provider) {
        List<Step> steps = stages.stream()
                .flatMap(stage -> stage.kernelStep(provider).stream())
                .toList();
        return steps.size() == stages.size() ? Optional.of(steps) : Optional.empty();
    }

    @Override
    public int together() {
        return together;
    }

    @Override
    public void apply(Tensor samples, int row, int rows, Tensor results) {
        int outputs = results.columns();
        for (int done = 0; done < rows; done += together) {
            int count = Math.min(together, rows - done);
            float[] x = samples.floats();
            int start = (row + done) * samples.columns();
            for (int i = 0; i < buffers.length; i++) {
                steps.get(i).kernel.apply(x, start, count, buffers[i]);
                x = buffers[i];
                start = 0;
            }
            System.arraycopy(x, 0, results.floatsToWrite(), (row + done) * outputs, count * outputs);
        }
    }
}
