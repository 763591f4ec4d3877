package dev.eckart.app.onnx.moment;

import dev.eckart.app.onnx.layer.Rows;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows that wait to be multiplied, in panels of columns side by side, and the sums of all rows so far. */
final class Waiting {
    /** Columns of a panel: narrow enough that little is multiplied twice, and wide enough for a fast product. */
    private static final int PANEL = 256;

    private final List<Tensor> panels = new ArrayList<>();
    private final double[] row;
    private final double[] sums;

    /** Room for so many rows. */
    Waiting(int rows, int width) {
        int count = (width + PANEL - 1) / PANEL;
        for (int panel = 0; panel < count; panel++) {
            int columns = (panel + 1) * width / count - panel * width / count;
            panels.add(Tensors.zeros(Precision.FLOAT64, rows, columns));
        }
        this.row = new double[width];
        this.sums = new double[width];
    }

    List<Tensor> panels() {
        return panels;
    }

    int width() {
        return sums.length;
    }

    /** Takes a row to a place. */
    void read(Rows from, int index, int place) {
        from.read(index, row, 0);
        int start = 0;
        for (Tensor panel : panels) {
            System.arraycopy(row, start, panel.doublesToWrite(), place * panel.columns(), panel.columns());
            start += panel.columns();
        }
        for (int i = 0; i < row.length; i++) {
            sums[i] += row[i];
        }
    }

    /** Makes the rows from one on zero, which add nothing to a product. */
    void clear(int from) {
        for (Tensor panel : panels) {
            Arrays.fill(panel.doublesToWrite(), from * panel.columns(), panel.size(), 0);
        }
    }

    /** The sums of all rows themselves. */
    double[] sums() {
        return sums;
    }

    /** Mean of all rows, 1 x width. */
    Tensor mean(long count) {
        Tensor mean = Tensors.zeros(Precision.FLOAT64, 1, sums.length);
        Tensors.fill(mean, i -> sums[i] / count);
        return mean;
    }
}
