package dev.eckart.app.onnx.moment;

import dev.eckart.app.onnx.layer.Rows;
import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.backend.Transpose;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;

/**
 * Sums of the products of two kinds of rows that stream past together, or of one kind with itself, and of the rows.
 *
 * <p>Rows wait until there are many, for a product of few costs as much as one of many, and are then multiplied panel by
 * panel: of rows with themselves those on and above the diagonal, little more than half of all.
 *
 * <p>In float64, though what models make is float32. Products of R rows in float32 are off by up to R times its unit
 * roundoff of the sum of their magnitudes, 3e-5 for the 512 that wait, which hides every direction whose share of the
 * variance is smaller; and covariances are differences of moments, where a mean of ten standard deviations costs another
 * two digits. Sums in float64 are off by 1e-11 for a hundred thousand rows, and the products take twice as long at most.
 */
public final class Gram {
    /** Rows that wait. */
    private static final int ROWS = 512;

    /** Numbers that wait, of rows so wide that fewer do. */
    private static final int NUMBERS = 1 << 20;

    private final Backend backend;
    private final Waiting left;
    private final Waiting right;
    private final List<Tile> tiles = new ArrayList<>();
    private final int room;
    private int waiting;
    private final double[] count = new double[1];

    /** The sums of the products of two panels. */
    private record Tile(int row, int column, Tensor left, Tensor right, Tensor sums) {}

    /**
     * Sums of no rows yet, to be multiplied with themselves.
     *
     * @param backend multiplies, in float64
     * @param width numbers of a row
     */
    public Gram(Backend backend, int width) {
        this.backend = backend;
        this.room = room(width);
        this.left = new Waiting(room, width);
        this.right = left;
        tile();
    }

    /**
     * Sums of no rows yet of two kinds.
     *
     * @param backend multiplies, in float64
     * @param leftWidth numbers of a row of the one kind
     * @param rightWidth numbers of a row of the other
     */
    public Gram(Backend backend, int leftWidth, int rightWidth) {
        this.backend = backend;
        this.room = room(Math.max(leftWidth, rightWidth));
        this.left = new Waiting(room, leftWidth);
        this.right = new Waiting(room, rightWidth);
        tile();
    }

    private static int room(int width) {
        return Math.max(1, Math.min(ROWS, NUMBERS / width));
    }

    /**
     * Numbers that the sums of rows with themselves take, at most.
     *
     * @param width numbers of a row
     * @return how many
     */
    public static long numbers(int width) {
        return (long) width * width + (long) room(width) * width;
    }

    private void tile() {
        int row = 0;
        for (Tensor above : left.panels()) {
            int column = 0;
            for (Tensor beside : right.panels()) {
                if (left != right || column >= row) {
                    Tensor sums = Tensors.zeros(Precision.FLOAT64, above.columns(), beside.columns());
                    tiles.add(new Tile(row, column, above, beside, sums));
                }
                column += beside.columns();
            }
            row += above.columns();
        }
    }

    /**
     * Adds one row of each kind.
     *
     * @param leftRows rows of the one kind
     * @param rightRows rows of the other
     * @param row which of them
     */
    public void add(Rows leftRows, Rows rightRows, int row) {
        left.read(leftRows, row, waiting);
        if (left != right) {
            right.read(rightRows, row, waiting);
        }
        waiting++;
        count[0]++;
        if (waiting == room) {
            multiply();
        }
    }

    /**
     * Adds all rows of each kind.
     *
     * @param leftRows rows of the one kind
     * @param rightRows as many of the other
     */
    public void add(Rows leftRows, Rows rightRows) {
        for (int row = 0; row < leftRows.count(); row++) {
            add(leftRows, rightRows, row);
        }
    }

    /**
     * Adds all rows of one kind.
     *
     * @param rows the rows
     */
    public void add(Rows rows) {
        add(rows, rows);
    }

    private void multiply() {
        for (Tile tile : tiles) {
            backend.gemm(Transpose.YES, tile.left(), Transpose.NO, tile.right(), 1, 1, tile.sums());
        }
        waiting = 0;
    }

    /**
     * Rows so far.
     *
     * @return how many there are of each kind
     */
    public long count() {
        return (long) count[0];
    }

    /**
     * The sums themselves of all rows so far, and how many rows they are of.
     *
     * @return arrays that are the sums' own: what is written to them counts
     */
    public List<double[]> numbers() {
        settle();
        List<double[]> numbers = new ArrayList<>(List.of(count, left.sums()));
        if (left != right) {
            numbers.add(right.sums());
        }
        tiles.forEach(tile -> numbers.add(tile.sums().doublesToWrite()));
        return numbers;
    }

    /**
     * Mean of the rows on the left.
     *
     * @return 1 x width
     */
    public Tensor leftMean() {
        return left.mean(count());
    }

    /**
     * Mean of the rows on the right.
     *
     * @return 1 x width
     */
    public Tensor rightMean() {
        return right.mean(count());
    }

    /**
     * Centred covariance.
     *
     * @return width x width; of rows with themselves symmetric to the last bit
     */
    public Tensor covariance() {
        return about(leftMean(), rightMean());
    }

    /**
     * Second moment about zero.
     *
     * @return width x width
     */
    public Tensor moment() {
        return about(
                Tensors.zeros(Precision.FLOAT64, 1, left.width()), Tensors.zeros(Precision.FLOAT64, 1, right.width()));
    }

    /** Multiplies the rows that wait. */
    private void settle() {
        if (waiting > 0) {
            left.clear(waiting);
            right.clear(waiting);
            multiply();
        }
    }

    private Tensor about(Tensor leftCentre, Tensor rightCentre) {
        settle();
        int width = right.width();
        double[] centred = new double[left.width() * width];
        for (Tile tile : tiles) {
            double[] sums = tile.sums().doubles();
            int columns = tile.sums().columns();
            for (int i = 0; i < tile.sums().rows(); i++) {
                double centre = leftCentre.doubles()[tile.row() + i];
                for (int j = 0; j < columns; j++) {
                    centred[(tile.row() + i) * width + tile.column() + j] = sums[i * columns + j] / count[0]
                            - centre * rightCentre.doubles()[tile.column() + j];
                }
            }
        }
        if (left == right) {
            for (int i = 0; i < width; i++) {
                for (int j = 0; j < i; j++) {
                    centred[i * width + j] = centred[j * width + i];
                }
            }
        }
        return Tensors.wrap(left.width(), width, centred);
    }
}
