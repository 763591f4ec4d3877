package dev.eckart.app.onnx.observe;

import dev.eckart.app.onnx.layer.Rows;
import dev.eckart.spi.Seed;
import dev.eckart.spi.backend.Backend;
import dev.eckart.tensor.Tensor;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** What is summed of the rows that a block of a layer takes, or of several layers that take the same. */
final class InputSums {
    /** Rows that a covariance is taken from at least, where there are as many. */
    private static final int FEWEST_ROWS = 2048;

    /** Rows of a wide input that its covariance is taken from, for each of its numbers. */
    private static final int ROWS_A_NUMBER = 16;

    private final RowMeans means;
    private final boolean drawn;
    private final SplittableRandom random;
    private Optional<Gram> products;
    private Optional<Tensor> covariance = Optional.empty();

    /**
     * Sums of nothing yet.
     *
     * @param backend multiplies
     * @param width width of the rows
     * @param covariance whether their covariance is wanted
     * @param drawn whether the covariance is taken from some rows, drawn, where there are more than it takes
     * @param seed which rows are drawn
     */
    InputSums(Backend backend, int width, boolean covariance, boolean drawn, Seed seed) {
        this.means = new RowMeans(width);
        this.products = covariance ? Optional.of(new Gram(backend, width)) : Optional.empty();
        this.drawn = drawn;
        this.random = seed.random();
    }

    /** Adds the rows of a batch that has a share of all samples. */
    void add(Rows rows, double share) {
        means.add(rows);
        products.ifPresent(gram -> addDrawn(gram, rows, share));
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
        return means.count();
    }

    Tensor mean() {
        return means.mean();
    }

    /** The covariance, if it is wanted; no rows can be added afterwards. */
    Optional<Tensor> covariance() {
        if (products.isPresent()) {
            covariance = products.map(Gram::covariance);
            products = Optional.empty();
        }
        return covariance;
    }
}
