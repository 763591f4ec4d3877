package dev.eckart.infer;

import dev.eckart.spi.infer.InferenceKernel;
import dev.eckart.tensor.Tensor;
import java.util.List;

/** All stages by kernels of a plug-in, for a few samples at a time, so that what is between the stages stays in a cache. */
final class KernelPass implements InferencePass {
    /** Divisible by all numbers of samples that registers hold the sums of. */
    static final int BLOCK = 48;

    private final List<KernelStep> steps;
    private final int together;
    private final float[][] buffers;

    /** For so many samples at a time. */
    KernelPass(List<KernelStep> shared, int together) {
        this.steps = shared.stream().map(KernelStep::forThread).toList();
        this.together = together;
        this.buffers = steps.stream()
                .map(step -> new float[together * step.outputs() + InferenceKernel.SPARE])
                .toArray(float[][]::new);
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
                steps.get(i).kernel().apply(x, start, count, buffers[i]);
                x = buffers[i];
                start = 0;
            }
            System.arraycopy(x, 0, results.floatsToWrite(), (row + done) * outputs, count * outputs);
        }
    }
}
