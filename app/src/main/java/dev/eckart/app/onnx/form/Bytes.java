package dev.eckart.app.onnx.form;

import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;

/**
 * Vectors of numbers, each as signed bytes times a scale of its own: bytes from -127 to 127, so that zero is zero. Of some
 * scales below the one that reaches the largest number, and of those that are best for the bytes that they lead to, the one
 * with the least sum of squared changes is taken.
 *
 * @param codes whole numbers from -127 to 127, row by row
 * @param scales one for each vector
 */
public record Bytes(Tensor codes, double[] scales) {
    private static final int LARGEST = 127;

    /**
     * The most that the weights of two neighbours may add up to: processors without an instruction for sums of four products
     * of bytes add two of them, each of up to 255 times a weight, in 16 bits, and cut off what is more.
     */
    private static final int LARGEST_PAIR = 128;

    /** Shares of the scale that leaves no number out: smaller ones are finer for all other numbers. */
    private static final double[] SHARES = {1, 0.96, 0.92, 0.88, 0.84, 0.8};

    /**
     * A table's rows.
     *
     * @param weights the table
     * @return bytes with a scale for each row
     */
    public static Bytes ofRows(Tensor weights) {
        return new Fit(weights, false).rows();
    }

    /**
     * The columns that rows are multiplied with. No two neighbours of one add up to more than 16 bits hold together with what
     * they are multiplied with.
     *
     * @param weights the matrix
     * @return bytes with a scale for each column
     */
    public static Bytes ofProducts(Tensor weights) {
        Bytes turned = new Fit(Tensors.transpose(weights), true).rows();
        return new Bytes(Tensors.transpose(turned.codes), turned.scales);
    }

    /** Fits the rows of a matrix. */
    private record Fit(Tensor weights, boolean pairs) {
        Bytes rows() {
            int width = weights.columns();
            double[] all = weights.doubles();
            double[] codes = new double[all.length];
            double[] scales = new double[weights.rows()];
            double[] row = new double[width];
            double[] tried = new double[width];
            for (int i = 0; i < scales.length; i++) {
                System.arraycopy(all, i * width, row, 0, width);
                double whole = largest(row) / LARGEST;
                double least = Double.POSITIVE_INFINITY;
                for (double share : SHARES) {
                    double scale = code(row, whole * share, tried);
                    double error = error(row, scale, tried);
                    if (error < least) {
                        least = error;
                        scales[i] = scale;
                        System.arraycopy(tried, 0, codes, i * width, width);
                    }
                }
            }
            return new Bytes(Tensors.wrap(weights.rows(), width, codes), scales);
        }

        private double largest(double[] row) {
            double largest = 0;
            for (int i = 0; i < row.length; i++) {
                largest = Math.max(largest, Math.abs(row[i]));
                if (pairs && i % 2 == 1) {
                    largest = Math.max(largest, Math.abs(row[i] + row[i - 1]));
                }
            }
            return largest;
        }

        /** Rounds to a scale, and gives the scale that is best for what was rounded to. */
        private double code(double[] row, double scale, double[] codes) {
            double products = 0;
            double squares = 0;
            for (int i = 0; i < row.length; i++) {
                codes[i] = byteOf(row[i], scale);
                if (pairs && i % 2 == 1) {
                    relieve(codes, i);
                }
            }
            for (int i = 0; i < row.length; i++) {
                products += row[i] * codes[i];
                squares += codes[i] * codes[i];
            }
            // It is stored as a number of 32 bits.
            return squares == 0 ? 0 : (float) (products / squares);
        }

        /** Takes from two neighbours alike what they are too large by. */
        private static void relieve(double[] codes, int i) {
            double sum = codes[i] + codes[i - 1];
            double excess = Math.max(0, Math.abs(sum) - LARGEST_PAIR);
            double half = Math.floor(excess / 2);
            codes[i] -= Math.signum(sum) * half;
            codes[i - 1] -= Math.signum(sum) * (excess - half);
        }

        private static double error(double[] row, double scale, double[] codes) {
            double error = 0;
            for (int i = 0; i < row.length; i++) {
                double change = row[i] - scale * codes[i];
                error += change * change;
            }
            return error;
        }
    }

    /**
     * What a table's bytes are read as.
     *
     * @return numbers, each row under its scale
     */
    public Tensor asRows() {
        int width = codes.columns();
        double[] numbers = codes.doubles().clone();
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] *= scales[i / width];
        }
        return Tensors.wrap(codes.rows(), width, numbers);
    }

    /**
     * What a matrix of products amounts to.
     *
     * @return numbers, each column under its scale
     */
    public Tensor asProducts() {
        int width = codes.columns();
        double[] numbers = codes.doubles().clone();
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] *= scales[i % width];
        }
        return Tensors.wrap(codes.rows(), width, numbers);
    }

    /**
     * Reads another table under the same scales.
     *
     * @param table its numbers, row by row
     * @param into what its bytes are read as
     */
    public void readRows(float[] table, float[] into) {
        int width = codes.columns();
        for (int i = 0; i < table.length; i++) {
            double scale = scales[i / width];
            into[i] = (float) (scale * byteOf(table[i], scale));
        }
    }

    /**
     * Reads another matrix of products under the same scales.
     *
     * @param weights its numbers, row by row
     * @param into what its bytes amount to
     */
    public void readProducts(float[] weights, float[] into) {
        int width = codes.columns();
        double[] pair = new double[2];
        for (int i = 0; i < weights.length; i++) {
            double scale = scales[i % width];
            boolean second = i / width % 2 == 1;
            pair[second ? 1 : 0] = byteOf(weights[i], scale);
            if (second) {
                pair[0] = byteOf(weights[i - width], scale);
                Fit.relieve(pair, 1);
                into[i - width] = (float) (scale * pair[0]);
            }
            into[i] = (float) (scale * pair[second ? 1 : 0]);
        }
    }

    private static double byteOf(double number, double scale) {
        return scale == 0 ? 0 : Math.max(-LARGEST, Math.min(LARGEST, Math.rint(number / scale)));
    }
}
