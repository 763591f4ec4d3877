package dev.eckart.infer;

import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.Iterator;

/** {@code y = x W + b}, rectified or not, for tiles of samples. */
final class AffineTile implements TileStep {
    /** Of each so many rows a cache holds all, with the sums they are added to. */
    static final int FEATURES = 98;

    private final float[][] weights;
    private final float[] bias;
    private final boolean rectified;
    private final boolean finite;
    private final TileRows rows;
    private final float[][] y;

    AffineTile(Tensor weights, Tensor bias, boolean rectified, Iterator<float[]> made) {
        this.weights = TileRows.split(weights.floats(), weights.columns());
        this.bias = bias.floats();
        this.rectified = rectified;
        this.finite = Tensors.isFinite(weights);
        this.rows = new TileRows(atOnce(), weights.columns(), TileRows.SAMPLES);
        this.y = TileRows.take(made, weights.columns());
    }

    @Override
    public int atOnce() {
        return Math.min(FEATURES, weights.length);
    }

    @Override
    public void apply(Features input, int samples) {
        for (int j = 0; j < y.length; j++) {
            TileRows.fill(y[j], samples, bias[j]);
        }
        for (int first = 0; first < weights.length; first += FEATURES) {
            int count = Math.min(FEATURES, weights.length - first);
            float[][] x = input.rows(first, count);
            rows.clear();
            for (int k = 0; k < count; k++) {
                rows.addUnlessEmpty(x[k], weights[first + k], samples, finite);
            }
            rows.multiply(y, 0, samples);
        }
        if (rectified) {
            TileRows.rectify(y, samples);
        }
    }

    @Override
    public float[][] output() {
        return y;
    }
}
