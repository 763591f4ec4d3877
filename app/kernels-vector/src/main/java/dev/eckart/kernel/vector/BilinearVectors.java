package dev.eckart.kernel.vector;

import static dev.eckart.kernel.vector.OutputWeights.LANES;

import dev.eckart.spi.infer.InferenceKernel;
import dev.eckart.tensor.Tensor;

/** {@code P' X Q}, rectified or not: first {@code P' X} of a few pictures, then all of their rows times Q, six at once. */
final class BilinearVectors implements InferenceKernel {
    /** Pictures whose rows fill the registers of the second product with nothing left over. */
    private static final int TOGETHER = 6;

    private final LeftProduct left;
    private final OutputWeights right;
    private final BlockProduct second;
    private final float[] picture;
    private final float[] low;

    private BilinearVectors(LeftProduct left, OutputWeights right) {
        int wide = Math.max(right.inputs(), LANES);
        this.left = left;
        this.right = right;
        this.second = new BlockProduct(right, wide);
        this.picture = new float[right.inputs() < LANES ? left.height() * LANES : 0];
        this.low = new float[(TOGETHER * left.columns() + left.spareRows()) * wide];
    }

    static BilinearVectors of(Tensor left, Tensor right, boolean rectified) {
        return new BilinearVectors(
                LeftProduct.of(left), OutputWeights.of(right, new float[right.columns()], rectified));
    }

    @Override
    public BilinearVectors forThread() {
        return new BilinearVectors(left, right);
    }

    @Override
    public void apply(float[] x, int start, int samples, float[] y) {
        int inputs = left.height() * right.inputs();
        for (int done = 0; done < samples; done += TOGETHER) {
            int count = Math.min(TOGETHER, samples - done);
            for (int i = 0; i < count; i++) {
                multiplyLeft(x, start + (done + i) * inputs, i * left.columns());
            }
            int rows = left.columns();
            second.apply(low, 0, count * rows, y, done * rows * right.outputs());
        }
    }

    /** Pictures narrower than a vector are copied into rows as wide as one. */
    private void multiplyLeft(float[] x, int start, int row) {
        int width = right.inputs();
        if (width >= LANES) {
            left.apply(x, start, width, low, row * width);
        } else {
            for (int i = 0; i < left.height(); i++) {
                System.arraycopy(x, start + i * width, picture, i * LANES, width);
            }
            left.apply(picture, 0, LANES, low, row * LANES);
        }
    }
}
