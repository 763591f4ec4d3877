package dev.eckart.app.plugin;

import dev.eckart.registry.CheckedBackend;
import dev.eckart.spi.Seed;
import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.backend.BackendProvider;
import dev.eckart.spi.backend.Transpose;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.SplittableRandom;
import java.util.TreeSet;

/**
 * What became of really using a backend.
 *
 * @param works whether all of it went right
 * @param outcome a few words: what works, or the first thing that did not
 */
public record Probe(boolean works, String outcome) {
    private static final int ROWS = 40;
    private static final int INNER = 30;
    private static final int COLUMNS = 20;

    /**
     * Loads a backend, multiplies and factorises a small matrix in each of its precisions, and checks the answers.
     *
     * @param provider the backend
     * @param threads threads it may use, at least 1
     * @return what became of it; a failure is an outcome, not an exception
     */
    public static Probe of(BackendProvider provider, int threads) {
        try {
            StringBuilder works = new StringBuilder();
            for (Precision precision : new TreeSet<>(provider.precisions())) {
                Backend backend = CheckedBackend.open(provider, new BackendProvider.Settings(precision, threads));
                double ratio = productError(backend);
                if (!(ratio <= 1)) {
                    return new Probe(
                            false,
                            "its " + precision.label() + " product is wrong: the error is " + (float) ratio
                                    + " times the bound of rounding");
                }
                backend.svd(random(Precision.FLOAT64, ROWS, COLUMNS, "svd"));
                works.append(works.isEmpty() ? "" : ", ").append(precision.label());
            }
            return new Probe(true, "multiplies (" + works + ") and factorises correctly");
        } catch (RuntimeException | LinkageError e) {
            return new Probe(false, Availability.reason(e));
        }
    }

    /**
     * The largest error of a product over its bound. A sum of k products has an error of at most
     * {@code k u |a| |b|} to first order (Higham, Accuracy and Stability of Numerical Algorithms, section 3.1), in
     * whatever order it is summed; one more for the reference, one for the higher orders.
     */
    private static double productError(Backend backend) {
        Precision precision = backend.precision();
        Tensor a = random(precision, ROWS, INNER, "a");
        Tensor b = random(precision, INNER, COLUMNS, "b");
        Tensor c = Tensors.zeros(precision, ROWS, COLUMNS);
        backend.gemm(Transpose.NO, a, Transpose.NO, b, 1, 0, c);
        double worst = 0;
        for (int i = 0; i < ROWS; i++) {
            for (int j = 0; j < COLUMNS; j++) {
                double sum = 0;
                double magnitude = 0;
                for (int k = 0; k < INNER; k++) {
                    sum += a.get(i, k) * b.get(k, j);
                    magnitude += Math.abs(a.get(i, k) * b.get(k, j));
                }
                double ratio = Math.abs(c.get(i, j) - sum) / (3 * INNER * precision.unitRoundoff() * magnitude);
                worst = Math.max(worst, ratio);
            }
        }
        return worst;
    }

    private static Tensor random(Precision precision, int rows, int columns, String purpose) {
        SplittableRandom random = new Seed(1).split(purpose).random();
        Tensor tensor = Tensors.zeros(precision, rows, columns);
        Tensors.fill(tensor, i -> random.nextDouble(-1, 1));
        return tensor;
    }
}
