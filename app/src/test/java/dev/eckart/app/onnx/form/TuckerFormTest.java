package dev.eckart.app.onnx.form;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.app.onnx.LayerCase;
import dev.eckart.app.onnx.ModelBuilder;
import dev.eckart.app.onnx.layer.Site;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.rewrite.Replacement;
import dev.eckart.app.onnx.rewrite.Rewriter;
import dev.eckart.app.onnx.runtime.OnnxSession;
import dev.eckart.app.onnx.runtime.Values;
import dev.eckart.app.onnx.tensor.DataType;
import dev.eckart.app.onnx.tune.Trainables;
import dev.eckart.app.onnx.unit.Sites;
import dev.eckart.compress.decompose.OutputCovarianceSvd;
import dev.eckart.compress.decompose.TruncatedSvd;
import dev.eckart.compress.math.Float64;
import dev.eckart.spi.Seed;
import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.backend.Transpose;
import dev.eckart.spi.compress.Candidate;
import dev.eckart.spi.compress.Statistics;
import dev.eckart.spi.compress.Storage;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TuckerFormTest {
    private static final List<Integer> SIZES = List.of(4, 6, 5);
    private static final int WIDTH = 120;
    private static final int OUTPUTS = 8;
    private static final Seed SEED = new Seed(5);
    private final Backend backend = LayerCase.backend();

    private static Tensor random(int rows, int columns, long seed) {
        Tensor tensor = Tensors.zeros(Precision.FLOAT64, rows, columns);
        SplittableRandom random = new SplittableRandom(seed);
        Tensors.fill(tensor, i -> random.nextGaussian());
        return tensor;
    }

    /** Weights that a narrow tensor of 2 x 3 x 2 numbers, of rank 3 behind that, makes without a loss. */
    private Tensor narrow() {
        List<Tensor> up = List.of(random(2, 4, 1), random(3, 6, 2), random(2, 5, 3), random(3, OUTPUTS, 4));
        Tensor made = ModeProducts.of(backend, random(12, 3, 5), up);
        return Columns.reshaped(made, WIDTH);
    }

    private static OnnxModel model(Tensor weights) {
        return new OnnxModel(
                Path.of("model.onnx"),
                new ModelBuilder(1)
                        .input("x", "N", 4, 6, 5)
                        .output("y", "N", OUTPUTS)
                        .tensor("w", DataType.FLOAT, weights.doubles(), WIDTH, OUTPUTS)
                        .weights("b", OUTPUTS)
                        .node("Flatten", "", List.of("x"), "row")
                        .node("Gemm", "layer", List.of("row", "w", "b"), "y")
                        .build(8, 13));
    }

    private static Site site(OnnxModel model) {
        return Sites.of(model).sites().get(0);
    }

    private Offers offers(Site site, Optional<LayerStatistics> seen) {
        Forms forms = new Forms(seen.isPresent() ? new OutputCovarianceSvd() : new TruncatedSvd(), backend, true);
        return forms.of(site.read(), site.arrangement().forms(site.shape()), seen, SEED);
    }

    private static Candidate candidate(Offers offers, String label) {
        return offers.decomposition().candidates().stream()
                .filter(candidate -> candidate.label().equals(label))
                .findFirst()
                .orElseThrow();
    }

    private static LayerStatistics seen(Tensor rows, Tensor weights) {
        Tensor mean = Tensors.zeros(Precision.FLOAT64, 1, rows.columns());
        Tensors.fill(
                mean,
                j -> Stream.iterate(0, i -> i + 1)
                                .limit(rows.rows())
                                .mapToDouble(i -> rows.get(i, j))
                                .sum()
                        / rows.rows());
        Tensor made = Float64.product(centred(rows, mean), weights);
        Tensor covariance = Tensors.zeros(Precision.FLOAT64, OUTPUTS, OUTPUTS);
        LayerCase.backend()
                .gemm(
                        Transpose.YES,
                        made,
                        Transpose.NO,
                        Tensors.copy(made, Precision.FLOAT64),
                        1.0 / rows.rows(),
                        0,
                        covariance);
        Statistics statistics = new Statistics(
                rows.rows(), mean, Optional.empty(), Optional.of(Float64.symmetric(covariance)), Optional.empty());
        return new LayerStatistics(List.of(statistics), Optional.of(rows));
    }

    private static Tensor centred(Tensor rows, Tensor mean) {
        Tensor centred = Tensors.zeros(Precision.FLOAT64, rows.rows(), rows.columns());
        Tensors.fill(centred, i -> rows.doubles()[i] - mean.doubles()[i % rows.columns()]);
        return centred;
    }

    private OnnxModel written(OnnxModel model, Site site, List<Factor> factors) {
        return new OnnxModel(
                model.file(),
                new Rewriter(model.proto())
                        .replace(List.of(Replacement.of(site, factors)))
                        .model());
    }

    private static double[] run(OnnxModel model, Tensor rows) {
        try (OnnxSession session = OnnxSession.open(model.proto(), model.externalData(), 1)) {
            Values x = new Values(new long[] {rows.rows(), 4, 6, 5}, rows.doubles());
            return session.run(Map.of("x", x), Set.of("y")).get("y").numbers();
        }
    }

    /** Root of the sum of squares of what two models make otherwise. */
    private static double change(OnnxModel one, OnnxModel other, Tensor rows) {
        double[] was = run(one, rows);
        double[] is = run(other, rows);
        double sum = 0;
        for (int i = 0; i < was.length; i++) {
            sum += (was[i] - is[i]) * (was[i] - is[i]);
        }
        return Math.sqrt(sum);
    }

    /** Sums of so many terms in float32, of what rows of a norm make of weights of a norm, for each of the outputs. */
    private double rounding(Tensor rows, List<Factor> factors) {
        double norm = Tensors.norm(rows) * Math.sqrt(WIDTH);
        for (Factor factor : factors) {
            norm *= backend.svd(factor.weights()).s()[0];
        }
        return 4 * (WIDTH + 4 + 6 + 5 + 12 + 3) * 0x1p-24 * norm;
    }

    /** Weights that have the form are kept whole, with observations and without, in few numbers. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatHasTheFormIsKeptWhole(boolean observed) {
        Tensor weights = narrow();
        Tensor rows = random(200, WIDTH, 9);
        OnnxModel model = model(weights);
        Site site = site(model);
        Offers offers = offers(site, observed ? Optional.of(seen(rows, weights)) : Optional.empty());
        Candidate exact = candidate(offers, "tucker 2 x 3 x 2 rank 3");
        assertEquals(4 * 2 + 6 * 3 + 5 * 2 + 12 * 3 + 3 * 8 + 8, exact.parameters());
        List<Factor> factors = offers.factors(exact);
        double off = change(model, written(model, site, factors), rows);
        double allowed = rounding(rows, factors);
        assertTrue(off <= allowed, off + " exceeds " + allowed);
        assertTrue(allowed < change(model, written(model, site, offers.factors(candidate(offers, "rank 1"))), rows));
    }

    /** Rows of the identity make of weights what they are: their change has the norm that is told. */
    @Test
    void byWeightsAloneTheChangeOfTheWeightsIsTold() {
        Tensor weights = random(WIDTH, OUTPUTS, 3);
        OnnxModel model = model(weights);
        Site site = site(model);
        Offers offers = offers(site, Optional.empty());
        Tensor rows = Float64.identity(WIDTH);
        List<Candidate> some = offers.decomposition().candidates().stream()
                .filter(candidate -> candidate.label().startsWith("tucker"))
                .toList();
        assertTrue(some.size() > 20);
        for (Candidate candidate : some) {
            List<Factor> factors = offers.factors(candidate);
            double measured = change(model, written(model, site, factors), rows);
            assertEquals(candidate.error(), measured, rounding(rows, factors), candidate.label());
        }
    }

    /** Pictures that are smooth have few directions along their axes: knowing them loses less on others like them. */
    @Test
    void observedRowsLoseLessThanWeightsAlone() {
        Tensor weights = random(WIDTH, OUTPUTS, 3);
        OnnxModel model = model(weights);
        Site site = site(model);
        Tensor unseen = smooth(300, 12);
        Offers plain = offers(site, Optional.empty());
        Offers aware = offers(site, Optional.of(seen(smooth(300, 11), weights)));
        double without = change(model, written(model, site, plain.factors(best(plain))), unseen);
        double with = change(model, written(model, site, aware.factors(best(aware))), unseen);
        assertTrue(with < without / 2, with + " and " + without);
    }

    /** The candidate in the form that loses least in a third of the parameters. */
    private static Candidate best(Offers offers) {
        return offers.decomposition().candidates().stream()
                .filter(candidate -> candidate.label().startsWith("tucker"))
                .filter(candidate -> candidate.parameters() <= WIDTH * OUTPUTS / 3)
                .min(Comparator.comparingDouble(Candidate::error))
                .orElseThrow();
    }

    /** Running means along each axis of random numbers. */
    private Tensor smooth(int count, long seed) {
        List<Tensor> means = SIZES.stream()
                .map(size -> {
                    Tensor mean = Tensors.zeros(Precision.FLOAT64, size, size);
                    Tensors.fill(mean, i -> Math.exp(-Math.pow(i / size - i % size, 2) / 8.0));
                    return mean;
                })
                .toList();
        Tensor columns = ModeProducts.of(backend, random(WIDTH, count, seed), means);
        return Columns.reshaped(columns, count);
    }

    @Test
    void allOfItsTensorsAreFactors() {
        Tensor weights = narrow();
        OnnxModel model = model(weights);
        Site site = site(model);
        Offers offers = offers(site, Optional.empty());
        OnnxModel smaller = written(model, site, offers.factors(candidate(offers, "tucker 2 x 3 x 2 rank 3")));
        Trainables found = Trainables.of(smaller);
        assertEquals(
                5,
                found.names(tensor -> tensor.getValue() == Trainables.Kind.FACTOR)
                        .size());
        assertEquals(
                0,
                found.names(tensor -> tensor.getValue() == Trainables.Kind.LINEAR)
                        .size());
    }

    @Test
    void narrowProductsStayNumbersWhereTheOthersAreBytes() {
        Site site = site(model(narrow()));
        TuckerSize size = new TuckerSize(SIZES, List.of(2, 3, 5), OptionalInt.of(3));
        List<Storage.Form> forms = Stream.concat(
                        size.products().stream().map(product -> new Geometry(1, product)),
                        Stream.of(Geometry.PRODUCT, Geometry.PRODUCT))
                .map(geometry -> site.arrangement().bytes(new LinearShape(4, 2, false, geometry)))
                .toList();
        assertEquals(
                List.of(
                        Storage.Form.NUMBERS,
                        Storage.Form.NUMBERS,
                        Storage.Form.BYTE_PRODUCTS,
                        Storage.Form.BYTE_PRODUCTS),
                forms);
    }
}
