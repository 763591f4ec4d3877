package dev.eckart.app.onnx.observe;

import dev.eckart.app.onnx.layer.Rows;
import dev.eckart.spi.Seed;
import dev.eckart.spi.backend.Backend;
import dev.eckart.tensor.Tensor;
import java.util.Optional;

/** What is summed of the rows that a block of a layer takes, or of several layers that take the same. */
final class InputSums {
    private final RowMeans means;
    private final Optional<RowDraw> draw;
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
        this.draw = drawn ? Optional.of(new RowDraw(seed)) : Optional.empty();
    }

    /** Adds the rows of a batch that has a share of all samples. */
    void add(Rows rows, double share) {
        means.add(rows);
        products.ifPresent(gram -> draw.ifPresentOrElse(some -> some.add(gram, rows, share), () -> gram.add(rows)));
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
