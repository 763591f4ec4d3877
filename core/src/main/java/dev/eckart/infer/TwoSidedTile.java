package dev.eckart.infer;

import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;

/**
 * {@code P' X Q}, rectified or not, for tiles of pictures: each row of the pictures is made narrow as soon as it is there,
 * and a few narrow rows at a time go into the small pictures.
 */
final class TwoSidedTile implements TileStep {
    private final float[][] left;
    private final float[][] right;
    private final boolean rectified;
    private final boolean finite;
    private final TileRows pixels;
    private final TileRows narrowRows;
    private final float[][][] narrow;
    private final int[] lit;
    private final float[][] y;

    TwoSidedTile(Tensor left, Tensor right, boolean rectified) {
        this.left = TileRows.split(left.floats(), left.columns());
        this.right = TileRows.split(right.floats(), right.columns());
        this.rectified = rectified;
        this.finite = Tensors.isFinite(left) && Tensors.isFinite(right);
        this.pixels = new TileRows(right.rows(), right.columns());
        this.narrow = new float[TileRows.AT_ONCE][right.columns()][TileRows.SAMPLES];
        this.narrowRows = new TileRows(narrow.length, left.columns());
        this.lit = new int[narrow.length];
        this.y = new float[left.columns() * right.columns()][TileRows.SAMPLES];
    }

    @Override
    public int atOnce() {
        return right.length;
    }

    @Override
    public void apply(Features input, int samples) {
        for (float[] row : y) {
            TileRows.fill(row, samples, 0);
        }
        int count = 0;
        for (int i = 0; i < left.length; i++) {
            collect(input.rows(i * right.length, right.length), samples);
            if (!pixels.isEmpty()) {
                lit[count] = i;
                multiplyRight(narrow[count++], samples);
            }
            if (count == narrow.length || i == left.length - 1) {
                multiplyLeft(count, samples);
                count = 0;
            }
        }
        if (rectified) {
            TileRows.rectify(y, samples);
        }
    }

    @Override
    public float[][] output() {
        return y;
    }

    private void collect(float[][] x, int samples) {
        pixels.clear();
        for (int c = 0; c < right.length; c++) {
            pixels.addUnlessEmpty(x[c], right[c], samples, finite);
        }
    }

    private void multiplyRight(float[][] rows, int samples) {
        for (float[] row : rows) {
            TileRows.fill(row, samples, 0);
        }
        pixels.multiply(rows, 0, samples);
    }

    private void multiplyLeft(int count, int samples) {
        for (int j = 0; j < right[0].length; j++) {
            narrowRows.clear();
            for (int k = 0; k < count; k++) {
                narrowRows.add(narrow[k][j], left[lit[k]]);
            }
            narrowRows.multiply(y, j * left[0].length, samples);
        }
    }
}
