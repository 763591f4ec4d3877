package dev.eckart.app.onnx.observe;

import dev.eckart.app.onnx.layer.Rows;
import dev.eckart.app.onnx.moment.Gram;
import dev.eckart.app.onnx.moment.RowDraw;
import dev.eckart.spi.Seed;
import dev.eckart.spi.backend.Backend;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;

/** What is summed of the gradients with respect to the rows that a block of a layer makes. */
final class GradientSums {
    private final Gram products;
    private final RowDraw draw;
    private final double[] rows = new double[1];

    GradientSums(Backend backend, int width, Seed seed) {
        this.products = new Gram(backend, width);
        this.draw = new RowDraw(seed);
    }

    /** Adds the rows of a batch that has a share of all samples. */
    void add(Rows gradients, double share) {
        draw.add(products, gradients, share);
        rows[0] += gradients.count();
    }

    /** The sums themselves, and how many rows they stand for. */
    List<double[]> numbers() {
        List<double[]> numbers = new ArrayList<>(products.numbers());
        numbers.add(rows);
        return numbers;
    }

    /** Whether there was a row at all. */
    boolean isAny() {
        return rows[0] > 0;
    }

    /**
     * The moment of all rows of a sample together: a layer that makes many counts as often. Products of different rows are
     * left out, as if they were uncorrelated; Grosse and Martens, "A Kronecker-factored approximate Fisher matrix for
     * convolution layers", ICML 2016.
     *
     * @param samples how many there were
     */
    Tensor moment(long samples) {
        Tensor each = products.moment();
        double times = rows[0] / samples;
        Tensor all = Tensors.zeros(Precision.FLOAT64, each.rows(), each.columns());
        Tensors.fill(all, i -> times * each.doubles()[i]);
        return all;
    }
}
