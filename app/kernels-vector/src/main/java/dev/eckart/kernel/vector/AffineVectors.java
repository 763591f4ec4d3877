package dev.eckart.kernel.vector;

import dev.eckart.spi.infer.InferenceKernel;

/** {@code y = x W + b}, rectified or not. */
final class AffineVectors implements InferenceKernel {
    private final SampleProduct one;
    private final BlockProduct many;
    private final int[] active;

    private AffineVectors(SampleProduct one, BlockProduct many) {
        this.one = one;
        this.many = many;
        this.active = one.scratch();
    }

    static AffineVectors of(OutputWeights weights) {
        return new AffineVectors(new SampleProduct(weights), new BlockProduct(weights, weights.inputs()));
    }

    @Override
    public AffineVectors forThread() {
        return new AffineVectors(one, many);
    }

    @Override
    public void apply(float[] x, int start, int samples, float[] y) {
        if (samples == 1) {
            one.apply(x, start, active, y);
        } else {
            many.apply(x, start, samples, y, 0);
        }
    }
}
