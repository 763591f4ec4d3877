package dev.eckart.app.onnx.kind;

import dev.eckart.app.onnx.layer.Rows;
import dev.eckart.app.onnx.runtime.Values;
import java.util.Arrays;

/**
 * Rows of zeros with a one at an index. They are never all there: sums of them are counts.
 *
 * @param indices whole numbers, those below 0 counted from the end
 * @param width how many rows the table has
 */
record IndexRows(Values indices, int width) implements Rows {
    @Override
    public int count() {
        return indices.numbers().length;
    }

    @Override
    public void read(int row, double[] into, int at) {
        Arrays.fill(into, at, at + width, 0);
        into[at + index(row)] = 1;
    }

    @Override
    public void addTo(int row, double[] sums) {
        sums[index(row)]++;
    }

    private int index(int row) {
        int index = (int) indices.numbers()[row];
        return index < 0 ? index + width : index;
    }
}
