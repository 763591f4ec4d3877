package dev.eckart.app.onnx.moment;

import dev.eckart.app.onnx.layer.Rows;
import dev.eckart.spi.Seed;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Draws, of more rows than products of theirs need, some at random. */
public final class RowDraw {
    /** Rows that products are taken from at least, where there are as many. */
    private static final int FEWEST_ROWS = 2048;

    /** Rows that products are taken from, for each number of a row. */
    private static final int ROWS_A_NUMBER = 16;

    private final SplittableRandom random;

    /**
     * Draws that follow from a seed.
     *
     * @param seed the seed
     */
    public RowDraw(Seed seed) {
        this.random = seed.random();
    }

    /**
     * Adds the rows of a batch, or some of them.
     *
     * @param products what they are added to
     * @param rows the rows
     * @param share what the batch has of all samples, 0 to 1
     */
    public void add(Gram products, Rows rows, double share) {
        int enough = (int) Math.ceil(share * Math.max(FEWEST_ROWS, rows.width() * ROWS_A_NUMBER));
        if (rows.count() <= enough) {
            products.add(rows);
            return;
        }
        IntStream.range(0, enough)
                .map(i -> random.nextInt(rows.count()))
                .sorted()
                .forEach(row -> products.add(rows, rows, row));
    }
}
