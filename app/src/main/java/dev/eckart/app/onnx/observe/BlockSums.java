package dev.eckart.app.onnx.observe;

import dev.eckart.app.onnx.layer.Rows;
import dev.eckart.spi.Seed;
import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.compress.Statistics;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** What is summed of one block of a layer. */
final class BlockSums {
    /** Rows that a covariance is taken from at least, where there are as many. */
    private static final int FEWEST_ROWS = 2048;

    /** Rows of a wide input that its covariance is taken from, for each of its numbers. */
    private static final int ROWS_A_NUMBER = 16;

    private final RowMeans input;
    private final Optional<Gram> inputs;
    private final Optional<Gram> outputs;
    private final boolean drawn;
    private final SplittableRandom random;

    /**
     * Sums of nothing yet.
     *
     * @param backend multiplies
     * @param inputs width of the input whose covariance is wanted, if it is
     * @param outputs width of the output whose covariance is wanted, if it is
     * @param width width of the input
     * @param drawn whether the covariance of the input is taken from some rows, drawn, where there are more than it takes
     * @param seed which rows are drawn where there are more than it takes
     */
    BlockSums(
            Backend backend, Optional<Integer> inputs, Optional<Integer> outputs, int width, boolean drawn, Seed seed) {
        this.input = new RowMeans(width);
        this.inputs = inputs.map(size -> new Gram(backend, size));
        this.outputs = outputs.map(size -> new Gram(backend, size));
        this.drawn = drawn;
        this.random = seed.random();
    }

    /** Adds the rows of a batch that has a share of all samples. */
    void add(Rows taken, Optional<Rows> made, double share) {
        input.add(taken);
        inputs.ifPresent(gram -> addDrawn(gram, taken, share));
        outputs.ifPresent(gram -> made.ifPresent(gram::add));
    }

    /** All rows, or of more than the covariance needs some at random. */
    private void addDrawn(Gram gram, Rows rows, double share) {
        int enough = (int) Math.ceil(share * Math.max(FEWEST_ROWS, rows.width() * ROWS_A_NUMBER));
        if (!drawn || rows.count() <= enough) {
            gram.add(rows);
            return;
        }
        IntStream.range(0, enough)
                .map(i -> random.nextInt(rows.count()))
                .sorted()
                .forEach(row -> gram.add(rows, rows, row));
    }

    /** Rows so far. */
    long count() {
        return input.count();
    }

    /** Whether it matters what the block makes. */
    boolean seesOutputs() {
        return outputs.isPresent();
    }

    Statistics statistics() {
        return new Statistics(
                input.count(),
                input.mean(),
                inputs.map(Gram::covariance),
                outputs.map(Gram::covariance),
                Optional.empty());
    }
}
