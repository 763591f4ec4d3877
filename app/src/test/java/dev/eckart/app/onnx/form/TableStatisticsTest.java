package dev.eckart.app.onnx.form;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.app.onnx.LayerCase;
import dev.eckart.compress.decompose.OutputCovarianceSvd;
import dev.eckart.compress.decompose.TruncatedSvd;
import dev.eckart.compress.decompose.TwoSidedSvd;
import dev.eckart.spi.Seed;
import dev.eckart.spi.backend.Transpose;
import dev.eckart.spi.compress.Candidate;
import dev.eckart.spi.compress.Decomposer;
import dev.eckart.spi.compress.Statistics;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables, short and longer than what is told of their input's covariance. */
class TableStatisticsTest {
    private static final int WIDTH = 6;
    private static final int SEEN = 3;
    private static final Seed SEED = new Seed(12);

    private static Tensor table(int rows) {
        SplittableRandom random = SEED.random();
        double[] numbers = random.doubles((long) rows * WIDTH)
                .map(ignored -> random.nextGaussian())
                .toArray();
        return Tensors.wrap(rows, WIDTH, numbers);
    }

    /** Row i of the first few was taken so many times. */
    private static LayerStatistics taken(int rows, int times) {
        Tensor mean = Tensors.zeros(Precision.FLOAT64, 1, rows);
        Tensors.fill(mean, row -> row < SEEN ? 1.0 / SEEN : 0);
        Tensor gradients = Tensors.zeros(Precision.FLOAT64, WIDTH, WIDTH);
        Tensors.fill(gradients, i -> i / WIDTH == i % WIDTH ? 1 : 0);
        return new LayerStatistics(List.of(
                new Statistics((long) times * SEEN, mean, Optional.empty(), Optional.empty(), Optional.of(gradients))));
    }

    private static double squared(Tensor was, Tensor is, int row) {
        double sum = 0;
        for (int j = 0; j < WIDTH; j++) {
            double change = was.get(row, j) - is.get(row, j);
            sum += change * change;
        }
        return sum;
    }

    private static Offers offers(Decomposer decomposer, Tensor table, Optional<LayerStatistics> seen) {
        Factor layer = new Factor(table, Optional.empty(), Geometry.LOOKUP);
        return new Forms(decomposer, LayerCase.backend(), true)
                .of(layer, PossibleForms.matrix(Geometry.PRODUCT), seen, SEED);
    }

    private static Tensor product(List<Factor> factors) {
        Tensor a = factors.get(0).weights();
        Tensor b = factors.get(1).weights();
        Tensor product = Tensors.zeros(Precision.FLOAT64, a.rows(), b.columns());
        LayerCase.backend().gemm(Transpose.NO, a, Transpose.NO, b, 1, 0, product);
        return product;
    }

    /** Rows that were taken often are kept, and those that never were are not lost: each counts once more. */
    @ParameterizedTest
    @ValueSource(ints = {40, 5000})
    void theErrorIsThatOfTheRowsByHowOftenTheyAreTaken(int rows) {
        Tensor table = table(rows);
        int times = 100 * rows;
        for (Decomposer decomposer : List.of(new OutputCovarianceSvd(), new TwoSidedSvd())) {
            Offers offers = offers(decomposer, table, Optional.of(taken(rows, times)));
            for (Candidate candidate : offers.decomposition().candidates()) {
                if (candidate.isLayer()) {
                    continue;
                }
                assertEquals(Geometry.LOOKUP, offers.factors(candidate).get(0).geometry());
                assertEquals(
                        (long) candidate.rank().orElseThrow() * WIDTH,
                        candidate.macs(),
                        "rows are taken and not multiplied");
                Tensor is = product(offers.factors(candidate));
                double sum = 0;
                for (int row = 0; row < rows; row++) {
                    sum += (row < SEEN ? times + 1 : 1) * squared(table, is, row);
                }
                double expected = sum / ((double) times * SEEN + rows);
                double scale = offers.decomposition().scale().norm();
                // Two sides are damped, which changes the error by a hundredth.
                double damping = decomposer instanceof TwoSidedSvd ? 0.02 * expected : 0;
                assertEquals(
                        expected,
                        candidate.error() * candidate.error(),
                        damping + 64 * rows * 0x1p-53 * scale * scale,
                        decomposer.name() + " " + candidate.label());
            }
            Candidate three = offers.decomposition().candidates().stream()
                    .filter(candidate -> candidate.rank().orElse(0) == SEEN)
                    .findFirst()
                    .orElseThrow();
            Tensor is = product(offers.factors(three));
            double kept = squared(table, is, 0) + squared(table, is, 1) + squared(table, is, 2);
            double others = squared(table, is, SEEN) + squared(table, is, SEEN + 1) + squared(table, is, SEEN + 2);
            assertTrue(kept < 1e-3 * others, kept + " of rows that were taken, " + others + " of others");
        }
    }

    /** Without samples all rows count alike, whichever way a long table takes. */
    @ParameterizedTest
    @ValueSource(ints = {40, 5000})
    void withoutSamplesATableIsCutAsAnyMatrix(int rows) {
        Tensor table = table(rows);
        Offers offers = offers(new TruncatedSvd(), table, Optional.empty());
        double[] singular = LayerCase.backend().svd(table).s();
        double norm = Tensors.norm(table);
        for (Candidate candidate : offers.decomposition().candidates()) {
            double lost = 0;
            for (int i = candidate.rank().orElse(WIDTH); i < WIDTH; i++) {
                lost += singular[i] * singular[i];
            }
            assertEquals(
                    lost / (norm * norm),
                    offers.decomposition().lost(candidate),
                    64 * rows * 0x1p-53,
                    candidate.label());
        }
    }
}
