package dev.eckart.app.onnx.observe;

import dev.eckart.app.onnx.layer.Rows;
import dev.eckart.app.onnx.moment.Gram;
import dev.eckart.app.onnx.moment.RowDraw;
import dev.eckart.spi.Seed;
import dev.eckart.spi.backend.Backend;
import dev.eckart.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is summed of the rows that a block of a layer takes, or of several layers that take the same. */
final class InputSums {
    private final RowMeans means;
    private final Optional<RowDraw> draw;
    private final Optional<KeptRows> kept;
    private Optional<Gram> products;
    private Optional<Tensor> covariance = Optional.empty();

    /**
     * Sums of nothing yet.
     *
     * @param backend multiplies
     * @param wanted what is summed of rows of which width
     * @param seed which rows are drawn
     */
    InputSums(Backend backend, LayerSums.Taken wanted, Seed seed) {
        int width = wanted.width();
        this.means = new RowMeans(width);
        this.products = wanted.covariance() ? Optional.of(new Gram(backend, width)) : Optional.empty();
        this.draw = wanted.drawn() ? Optional.of(new RowDraw(seed)) : Optional.empty();
        this.kept = wanted.kept() ? Optional.of(new KeptRows(width, seed.split("kept"))) : Optional.empty();
    }

    /** Adds the rows of a batch that has a share of all samples. */
    void add(Rows rows, double share) {
        means.add(rows);
        kept.ifPresent(some -> some.add(rows, share));
        products.ifPresent(gram -> draw.ifPresentOrElse(some -> some.add(gram, rows, share), () -> gram.add(rows)));
    }

    /** Rows so far. */
    long count() {
        return means.count();
    }

    /** The sums themselves. */
    List<double[]> numbers() {
        List<double[]> numbers = new ArrayList<>(means.numbers());
        products.ifPresent(gram -> numbers.addAll(gram.numbers()));
        return numbers;
    }

    /** The rows that are kept themselves, none if they are not wanted. */
    List<double[]> kept() {
        return kept.map(KeptRows::rows).orElse(List.of());
    }

    /** Keeps rows of another shard behind its own, if they are wanted. */
    void keep(List<double[]> rows) {
        kept.ifPresent(some -> some.rows().addAll(rows));
    }

    /** Some of the rows, if they are wanted. */
    Optional<Tensor> rows() {
        return kept.map(KeptRows::all);
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
