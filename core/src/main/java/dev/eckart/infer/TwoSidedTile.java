package dev.eckart.infer;

import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.Arrays;
import java.util.Iterator;

/**
 * {@code P' X Q}, rectified or not, for tiles of pictures: first {@code P' X}, in loops over the columns of a few pictures as
 * they lie there, and then, turned so that loops run over samples, what is left of them times Q. So only what P leaves of
 * a picture has to be turned, which takes longer than multiplying it.
 */
final class TwoSidedTile implements TileStep {
    /** Pictures whose rows lie one after another: enough for long loops, few enough for a cache. */
    private static final int TOGETHER = TilePass.STEP;

    private final float[][] left;
    private final float[][] right;
    private final boolean rectified;
    private final boolean finite;
    private final TileRows pictureRows;
    private final TileRows columns;
    private final float[][] pictures;
    /** For each group of pictures and each column of P, the rows of the group that are left. */
    private final float[][][] low;

    private final float[][] turned;
    private final float[][] y;
    /** The rows of y, those of a column of P beside each other. */
    private final float[][] yByLeft;

    TwoSidedTile(Tensor left, Tensor right, boolean rectified, Iterator<float[]> made) {
        this.left = TileRows.split(left.floats(), left.columns());
        this.right = TileRows.split(right.floats(), right.columns());
        this.rectified = rectified;
        this.finite = Tensors.isFinite(left) && Tensors.isFinite(right);
        this.pictureRows = new TileRows(left.rows(), left.columns(), TOGETHER * right.rows());
        this.columns = new TileRows(right.rows(), right.columns(), TileRows.SAMPLES);
        int groups = TileRows.SAMPLES / TOGETHER;
        Iterator<float[]> pictureRowsMade =
                TileRows.make(left.rows() + groups * left.columns(), TOGETHER * right.rows());
        this.pictures = TileRows.take(pictureRowsMade, left.rows());
        this.low = new float[groups][][];
        Arrays.setAll(low, group -> TileRows.take(pictureRowsMade, left.columns()));
        this.turned = TileRows.take(made, right.rows());
        this.y = TileRows.take(made, left.columns() * right.columns());
        this.yByLeft = new float[y.length][];
        for (int j = 0; j < y.length; j++) {
            yByLeft[j % left.columns() * right.columns() + j / left.columns()] = y[j];
        }
    }

    @Override
    public int atOnce() {
        return 0;
    }

    @Override
    public void apply(Features input, int samples) {
        for (int group = 0; group * TOGETHER < samples; group++) {
            input.pictures(group * TOGETHER, TOGETHER, right.length, pictures);
            multiplyLeft(low[group]);
        }
        for (int p = 0; p < left[0].length; p++) {
            turn(p, samples);
            multiplyRight(p, samples);
        }
        if (rectified) {
            TileRows.rectify(y, samples);
        }
    }

    @Override
    public float[][] output() {
        return y;
    }

    private void multiplyLeft(float[][] to) {
        int length = TOGETHER * right.length;
        for (float[] row : to) {
            TileRows.fill(row, length, 0);
        }
        pictureRows.clear();
        for (int i = 0; i < left.length; i++) {
            pictureRows.addUnlessEmpty(pictures[i], left[i], length, finite);
        }
        pictureRows.multiply(to, 0, length);
    }

    private void turn(int p, int samples) {
        for (int group = 0; group * TOGETHER < samples; group++) {
            Gathered.transpose(low[group][p], 0, right.length, turned, right.length, group * TOGETHER, TOGETHER);
        }
    }

    private void multiplyRight(int p, int samples) {
        columns.clear();
        for (int c = 0; c < right.length; c++) {
            columns.addUnlessEmpty(turned[c], right[c], samples, finite);
        }
        int first = p * right[0].length;
        for (int q = 0; q < right[0].length; q++) {
            TileRows.fill(yByLeft[first + q], samples, 0);
        }
        columns.multiply(yByLeft, first, samples);
    }
}
