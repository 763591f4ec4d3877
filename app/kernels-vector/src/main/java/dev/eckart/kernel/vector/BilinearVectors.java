package dev.eckart.kernel.vector;

import static dev.eckart.kernel.vector.OutputWeights.LANES;

import dev.eckart.spi.infer.InferenceKernel;
import dev.eckart.tensor.Tensor;

/**
 * {@code Y = P' X Q}, rectified or not: first {@code P' X} of a few pictures, then all of their rows times Q, which are six
 * at once, and then Y as it is asked for, column by column.
 */
final class BilinearVectors implements InferenceKernel {
    /** Pictures whose rows fill the registers of the second product with nothing left over. */
    private static final int TOGETHER = 6;

    private final LeftProduct left;
    private final OutputWeights right;
    private final BlockProduct second;
    private final float[] picture;
    private final float[] low;
    private final float[] small;
    private final int[] order;

    private BilinearVectors(LeftProduct left, OutputWeights right, int[] order) {
        int wide = Math.max(right.inputs(), LANES);
        this.left = left;
        this.right = right;
        this.second = new BlockProduct(right, wide);
        this.picture = new float[right.inputs() < LANES ? left.height() * LANES : 0];
        this.low = new float[(TOGETHER * left.columns() + left.spareRows()) * wide];
        this.small = new float[TOGETHER * order.length + LANES];
        this.order = order;
    }

    static BilinearVectors of(Tensor left, Tensor right, boolean rectified) {
        int a = left.columns();
        int b = right.columns();
        int[] order = new int[a * b];
        for (int j = 0; j < order.length; j++) {
            order[j] = j % a * b + j / a;
        }
        return new BilinearVectors(LeftProduct.of(left), OutputWeights.of(right, new float[b], rectified), order);
    }

    @Override
    public BilinearVectors forThread() {
        return new BilinearVectors(left, right, order);
    }

    @Override
    public void apply(float[] x, int start, int samples, float[] y) {
        int inputs = left.height() * right.inputs();
        for (int done = 0; done < samples; done += TOGETHER) {
            int count = Math.min(TOGETHER, samples - done);
            for (int i = 0; i < count; i++) {
                multiplyLeft(x, start + (done + i) * inputs, i * left.columns());
            }
            second.apply(low, 0, count * left.columns(), small);
            for (int i = 0; i < count; i++) {
                order(i * order.length, y, (done + i) * order.length);
            }
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

    private void order(int from, float[] y, int to) {
        for (int j = 0; j < order.length; j++) {
            y[to + j] = small[from + order[j]];
        }
    }
}
