package dev.eckart.app.onnx.moment;

import dev.eckart.app.onnx.layer.Rows;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Rows of positions that count.
 *
 * @param rows those of all positions
 * @param which numbers of those that count
 */
public record CountedRows(Rows rows, int[] which) implements Rows {
    /**
     * Leaves padding out.
     *
     * @param rows rows of a layer
     * @param counted which positions of the samples count, if not all
     * @return rows without those at other positions, or all rows of a layer that has not one for each position
     */
    public static Rows of(Rows rows, Optional<boolean[]> counted) {
        return counted.filter(flags -> flags.length == rows.count())
                .<Rows>map(flags -> new CountedRows(
                        rows,
                        IntStream.range(0, flags.length)
                                .filter(row -> flags[row])
                                .toArray()))
                .orElse(rows);
    }

    @Override
    public int count() {
        return which.length;
    }

    @Override
    public int width() {
        return rows.width();
    }

    @Override
    public void read(int row, double[] into, int at) {
        rows.read(which[row], into, at);
    }

    @Override
    public void addTo(int row, double[] sums) {
        rows.addTo(which[row], sums);
    }
}
