package dev.eckart.app.onnx;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.app.onnx.data.RandomSamples;
import dev.eckart.app.onnx.data.SampleBatch;
import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.form.Factor;
import dev.eckart.app.onnx.form.Forms;
import dev.eckart.app.onnx.form.LayerStatistics;
import dev.eckart.app.onnx.form.Offers;
import dev.eckart.app.onnx.layer.Site;
import dev.eckart.app.onnx.model.Graph;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.observe.Observer;
import dev.eckart.app.onnx.progress.Stages;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.rewrite.Replacement;
import dev.eckart.app.onnx.rewrite.Rewriter;
import dev.eckart.app.onnx.runtime.OnnxSession;
import dev.eckart.app.onnx.runtime.Values;
import dev.eckart.app.onnx.unit.Sites;
import dev.eckart.app.onnx.unit.Unit;
import dev.eckart.compress.decompose.OutputCovarianceSvd;
import dev.eckart.compress.decompose.TruncatedSvd;
import dev.eckart.compress.math.Float64;
import dev.eckart.spi.Seed;
import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.compress.Candidate;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every form of every kind of layer, in ONNX Runtime. */
class LayerFormsTest {
    private static final Seed SEED = new Seed(7);
    private static final int SAMPLES = 18;
    private static final double SLACK = 8;
    private static final double FLOAT = 0x1p-24;
    private final Backend backend = LayerCase.backend();

    /** At full size what is written computes what the layer did, but for the rounding of float32. */
    @ParameterizedTest
    @MethodSource("dev.eckart.app.onnx.LayerCase#all")
    void atFullSizeTheOutputsAreTheOriginals(LayerCase layer) {
        OnnxModel model = layer.model();
        Site site = Sites.of(model).sites().get(0);
        Offers offers = new Forms(new TruncatedSvd(), backend, true)
                .of(site.read(), site.arrangement().forms(site.shape()), Optional.empty(), SEED);
        for (Candidate largest : largest(offers).values()) {
            List<Factor> factors = factors(offers, largest, site);
            ModelProto rewritten = rewritten(model, site, factors);
            Samples samples = samples(model, SAMPLES);
            double off = largestDifference(outputs(model.proto(), model, samples), outputs(rewritten, model, samples));
            double bound = bound(site, factors, samples);
            assertTrue(off <= bound, largest.label() + ": " + off + " exceeds " + bound);
        }
    }

    /** The layer itself is written anew as well. */
    private static List<Factor> factors(Offers offers, Candidate candidate, Site site) {
        return candidate.rank().isEmpty() ? List.of(site.read()) : offers.factors(candidate);
    }

    /** The largest candidate of each form, by the first word of its label. */
    private static Map<String, Candidate> largest(Offers offers) {
        Map<String, Candidate> largest = new HashMap<>();
        offers.decomposition().candidates().stream()
                .filter(candidate -> !candidate.label().contains(" x "))
                .sorted(Comparator.comparingLong(Candidate::parameters))
                .forEach(candidate -> largest.put(candidate.label().split(" ")[0], candidate));
        return largest;
    }

    /** Terms of all sums x unit roundoff x norms, of the rounding of the factors and of the products. */
    private double bound(Site site, List<Factor> factors, Samples samples) {
        Values given = samples.arrays().values().iterator().next().read(0, samples.count());
        double largest = Arrays.stream(given.numbers()).map(Math::abs).max().orElseThrow();
        double norm = largest * Math.sqrt(site.shape().rows());
        double terms = site.shape().rows();
        for (Factor factor : factors) {
            norm *= backend.svd(factor.weights()).s()[0] * Math.sqrt(windowOf(factor));
            terms += factor.weights().rows();
        }
        double bias = site.read().bias().map(b -> backend.svd(b).s()[0]).orElse(0.0);
        return SLACK * terms * FLOAT * (norm + bias);
    }

    /** A factor behind another one looks at several of its outputs. */
    private static double windowOf(Factor factor) {
        return factor.geometry().window().map(window -> window.size()).orElse(1);
    }

    /** A table's rows count by more than the samples that were seen. */
    static Stream<LayerCase> observed() {
        return LayerCase.all().filter(layer -> !layer.name().startsWith("table"));
    }

    /** On the samples that were observed the output changes by what a candidate says of itself. */
    @ParameterizedTest
    @MethodSource("observed")
    void theReportedErrorIsTheMeasuredOne(LayerCase layer) {
        OnnxModel model = layer.model();
        Site site = Sites.of(model).sites().get(0);
        OutputCovarianceSvd decomposer = new OutputCovarianceSvd();
        Samples samples = samples(model, SAMPLES);
        List<LayerStatistics> all = new ArrayList<>();
        new Observer(backend, 1, SEED, Stages.none())
                .observe(
                        model,
                        List.of(new Unit(List.of(site), List.of())),
                        samples,
                        decomposer,
                        (unit, observed) -> all.add(observed.seen().orElseThrow()));
        LayerStatistics seen = all.get(0);
        Offers offers = new Forms(decomposer, backend, true)
                .of(site.read(), site.arrangement().forms(site.shape()), Optional.of(seen), SEED);
        Map<Integer, Values> original = outputs(model.proto(), model, samples);
        double bound = ridge(site, seen);
        double noise = noise(site);
        for (Candidate candidate : offers.decomposition().candidates()) {
            Map<Integer, Values> changed =
                    outputs(rewritten(model, site, factors(offers, candidate, site)), model, samples);
            double measured = rootMeanSquare(original, changed, site);
            double off = Math.abs(candidate.error() * candidate.error() - measured * measured);
            double allowed = bound + noise * (noise + 2 * candidate.error());
            assertTrue(off <= allowed, candidate.label() + ": squares differ by " + off + ", more than " + allowed);
        }
    }

    /** What the ridge of a fit adds at most: the root of the unit roundoff of the mean eigenvalue, for each weight. */
    private static double ridge(Site site, LayerStatistics seen) {
        Tensor weights = site.read().weights();
        double eigenvalue = seen.blocks().stream()
                .flatMap(block -> block.moment().stream())
                .mapToDouble(moment -> Float64.trace(moment) / moment.rows())
                .max()
                .orElse(0);
        double norm = Tensors.norm(weights);
        return 2 * Math.sqrt(0x1p-53) * eigenvalue * norm * norm;
    }

    /** Rounding of outputs in float32: terms x unit roundoff x norms of a row of standard normal numbers and W. */
    private static double noise(Site site) {
        Tensor weights = site.read().weights();
        return SLACK * weights.rows() * FLOAT * Math.sqrt(weights.rows()) * Tensors.norm(weights);
    }

    private static ModelProto rewritten(OnnxModel model, Site site, List<Factor> factors) {
        ModelProto rewritten = new Rewriter(model.proto())
                .replace(List.of(Replacement.of(site, factors)))
                .model();
        Graph.of(rewritten);
        assertFalse(rewritten.getGraph().getInitializerList().stream()
                .anyMatch(tensor -> tensor.getName().equals("w")));
        return rewritten;
    }

    private static Samples samples(OnnxModel model, int count) {
        try (OnnxSession session = OnnxSession.open(model.proto(), model.externalData(), 1)) {
            return new RandomSamples(count, Map.of(), SEED).samples(session.inputs());
        }
    }

    private static Map<Integer, Values> outputs(ModelProto proto, OnnxModel model, Samples samples) {
        Map<Integer, Values> outputs = new HashMap<>();
        try (OnnxSession session = OnnxSession.open(proto, model.externalData(), 1)) {
            for (SampleBatch batch : samples.batches(64)) {
                outputs.put(
                        batch.from(), session.run(batch.values(), Set.of("y")).get("y"));
            }
        }
        return outputs;
    }

    private static double largestDifference(Map<Integer, Values> was, Map<Integer, Values> is) {
        double largest = 0;
        for (Integer batch : was.keySet()) {
            double[] before = was.get(batch).numbers();
            double[] after = is.get(batch).numbers();
            for (int i = 0; i < before.length; i++) {
                largest = Math.max(largest, Math.abs(before[i] - after[i]));
            }
        }
        return largest;
    }

    /** Over the positions of the output, of the norm of what changes there. */
    private static double rootMeanSquare(Map<Integer, Values> was, Map<Integer, Values> is, Site site) {
        double sum = 0;
        long numbers = 0;
        for (Integer batch : was.keySet()) {
            double[] before = was.get(batch).numbers();
            double[] after = is.get(batch).numbers();
            for (int i = 0; i < before.length; i++) {
                sum += (before[i] - after[i]) * (before[i] - after[i]);
            }
            numbers += before.length;
        }
        return Math.sqrt(sum / numbers * site.shape().columns());
    }
}
