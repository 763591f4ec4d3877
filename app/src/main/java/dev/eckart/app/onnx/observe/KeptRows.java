package dev.eckart.app.onnx.observe;

import dev.eckart.app.onnx.layer.Rows;
import dev.eckart.spi.Seed;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Some of the rows that stream past, drawn from all batches alike. */
final class KeptRows {
    private static final int MOST_ROWS = 512;

    /** Numbers of all rows: 16 MiB. */
    private static final int MOST_NUMBERS = 1 << 21;

    private final int width;
    private final SplittableRandom random;
    private final List<double[]> kept = new ArrayList<>();
    private double due;

    KeptRows(int width, Seed seed) {
        this.width = width;
        this.random = seed.random();
    }

    private static int most(int width) {
        return Math.max(1, Math.min(MOST_ROWS, MOST_NUMBERS / width));
    }

    /** Numbers that rows of a width have at most. */
    static long numbers(int width) {
        return (long) most(width) * width;
    }

    /** Adds rows of a batch that has a share of all samples, as many as have become due by then. */
    void add(Rows rows, double share) {
        due += share * most(width);
        int more = Math.min(rows.count(), (int) Math.ceil(due) - kept.size());
        random.ints(0, rows.count()).distinct().limit(more).sorted().forEach(row -> {
            double[] numbers = new double[width];
            rows.read(row, numbers, 0);
            kept.add(numbers);
        });
    }

    /** The rows themselves, those of other shards to be added behind them. */
    List<double[]> rows() {
        return kept;
    }

    Tensor all() {
        double[] numbers = new double[kept.size() * width];
        for (int i = 0; i < kept.size(); i++) {
            System.arraycopy(kept.get(i), 0, numbers, i * width, width);
        }
        return Tensors.wrap(kept.size(), width, numbers);
    }
}
