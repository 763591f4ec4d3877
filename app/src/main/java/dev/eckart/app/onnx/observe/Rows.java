package dev.eckart.app.onnx.observe;

import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;

/** What one block of a layer takes, or makes: one row for each position of its output. */
interface Rows {
    /** Positions. */
    int count();

    /** Numbers of a row. */
    int width();

    /** Copies a row into an array. */
    void read(int row, double[] into, int at);

    /** Some of the rows as a matrix. */
    default Tensor matrix(int from, int to) {
        double[] all = new double[Math.multiplyExact(to - from, width())];
        for (int row = from; row < to; row++) {
            read(row, all, (row - from) * width());
        }
        return Tensors.wrap(to - from, width(), all);
    }

    /** Some of the rows as a matrix. */
    default Tensor matrix(int[] rows) {
        double[] all = new double[Math.multiplyExact(rows.length, width())];
        for (int i = 0; i < rows.length; i++) {
            read(rows[i], all, i * width());
        }
        return Tensors.wrap(rows.length, width(), all);
    }
}
