package dev.eckart.app.onnx.kind;

import dev.eckart.app.onnx.layer.Rows;
import dev.eckart.app.onnx.runtime.Values;

/**
 * Rows of a matrix, taken as they lie or transposed.
 *
 * @param values the matrix; further axes in front count as more rows
 * @param transposed whether its columns are the rows
 */
record ProductRows(Values values, boolean transposed) implements Rows {
    @Override
    public int count() {
        return values.numbers().length / width();
    }

    @Override
    public int width() {
        return values.axis(transposed ? 2 : 1);
    }

    @Override
    public void read(int row, double[] into, int at) {
        if (!transposed) {
            System.arraycopy(values.numbers(), row * width(), into, at, width());
            return;
        }
        int rows = count();
        for (int i = 0; i < width(); i++) {
            into[at + i] = values.numbers()[i * rows + row];
        }
    }
}
