package dev.eckart.app.onnx.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.app.onnx.LayerCase;
import dev.eckart.app.onnx.ModelBuilder;
import dev.eckart.app.onnx.data.RandomSamples;
import dev.eckart.app.onnx.data.SampleBatch;
import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.progress.Stages;
import dev.eckart.app.onnx.runtime.OnnxSession;
import dev.eckart.app.onnx.runtime.Values;
import dev.eckart.app.onnx.tensor.DataType;
import dev.eckart.app.onnx.tensor.OnnxException;
import dev.eckart.app.onnx.unit.Sites;
import dev.eckart.spi.Seed;
import dev.eckart.spi.compress.MatrixStore;
import dev.eckart.tensor.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What is observed of gradients. */
class GradientObserverTest {
    private static final Seed SEED = new Seed(5);

    /** As many as are all looked at. */
    private static final int SAMPLES = 2048;

    private static final int INPUTS = 6;
    private static final int HIDDEN = 5;

    /** Standard errors that a mean may be off: one in 16,000 is beyond. */
    private static final int SIGMAS = 4;

    /** Of sums of a few products in float32, and of the scales. */
    private static final double ROUNDING = 64 * DataType.FLOAT.unitRoundoff();

    private static OnnxModel model(ModelBuilder builder) {
        return new OnnxModel(Path.of("model.onnx"), builder.build(8, 13));
    }

    private static Samples samples(OnnxModel model, int count) {
        try (OnnxSession session = OnnxSession.open(model.proto(), model.externalData(), 1)) {
            return new RandomSamples(count, Map.of(), SEED).samples(session.inputs());
        }
    }

    private final List<String> notes = new ArrayList<>();

    private Map<String, Sensitivity> observed(OnnxModel model, int count, long bound) {
        Map<String, Sensitivity> observed = new LinkedHashMap<>();
        new GradientObserver(LayerCase.backend(), 1, SEED, bound, MatrixStore.MEMORY, Stages.none())
                .observe(model, Sites.of(model).units(), samples(model, count), notes::add)
                .forEach((unit, found) -> observed.put(unit.first().name(), found));
        return observed;
    }

    private static double[] drawn(String name, int count) {
        SplittableRandom random = SEED.split(name).random();
        double[] numbers = new double[count];
        // Few bits: float32 has them all, and products of two are exact.
        Arrays.setAll(numbers, i -> Math.rint(64 * random.nextGaussian()) / 64);
        return numbers;
    }

    /** A layer before a relu, and two outputs behind it, of which one is a thousand times larger. */
    private static OnnxModel twoOutputs() {
        return model(new ModelBuilder(1)
                .input("x", "N", INPUTS)
                .output("small", "N", 2)
                .output("large", "N", 3)
                .tensor("w", DataType.FLOAT, drawn("w", INPUTS * HIDDEN), INPUTS, HIDDEN)
                .tensor("v", DataType.FLOAT, drawn("v", HIDDEN * 2), HIDDEN, 2)
                .tensor("u", DataType.FLOAT, thousand(drawn("u", HIDDEN * 3)), HIDDEN, 3)
                .node("MatMul", "first", List.of("x", "w"), "h")
                .node("Relu", "relu", List.of("h"), "r")
                .node("MatMul", "second", List.of("r", "v"), "small")
                .node("MatMul", "third", List.of("r", "u"), "large"));
    }

    private static double[] thousand(double[] numbers) {
        return Arrays.stream(numbers).map(number -> 1000 * number).toArray();
    }

    /** Of each sample J J', worked out by hand, and how far a mean of products with random signs may be from it. */
    @Test
    void theMomentIsThatOfTheJacobianOfTheOutputs() {
        OnnxModel model = twoOutputs();
        Tensor moment =
                observed(model, SAMPLES, 1 << 24).get("first").moments().get(0).get();
        Map<String, Values> outputs = outputs(model);
        double[] v = drawn("v", HIDDEN * 2);
        double[] u = thousand(drawn("u", HIDDEN * 3));
        double small = 1 / Math.sqrt(squares(outputs.get("small")) / SAMPLES);
        double large = 1 / Math.sqrt(squares(outputs.get("large")) / SAMPLES);
        for (int i = 0; i < HIDDEN; i++) {
            for (int j = 0; j < HIDDEN; j++) {
                double mean = 0;
                double variance = 0;
                for (int sample = 0; sample < SAMPLES; sample++) {
                    boolean open = outputs.get("h").numbers()[sample * HIDDEN + i] > 0
                            && outputs.get("h").numbers()[sample * HIDDEN + j] > 0;
                    double[] a = row(v, u, i, small, large);
                    double[] b = row(v, u, j, small, large);
                    for (int p = 0; open && p < a.length; p++) {
                        mean += a[p] * b[p] / SAMPLES;
                        for (int q = 0; q < p; q++) {
                            double both = a[p] * b[q] + a[q] * b[p];
                            variance += both * both / SAMPLES / SAMPLES;
                        }
                    }
                }
                double bound = SIGMAS * Math.sqrt(variance) + ROUNDING * Math.abs(mean);
                assertTrue(i != j || bound < mean / 5, "too few samples to tell anything: " + bound);
                assertEquals(mean, moment.get(i, j), bound, i + ", " + j);
            }
        }
    }

    private static double[] row(double[] v, double[] u, int i, double small, double large) {
        return new double[] {
            small * v[2 * i], small * v[2 * i + 1], large * u[3 * i], large * u[3 * i + 1], large * u[3 * i + 2]
        };
    }

    private static Map<String, Values> outputs(OnnxModel model) {
        ModelBuilder hidden = new ModelBuilder(1);
        hidden.output("h", "N", HIDDEN);
        OnnxModel tapped = new OnnxModel(
                model.file(),
                model.proto().toBuilder()
                        .setGraph(model.proto().getGraph().toBuilder()
                                .addAllOutput(hidden.graph().getOutputList()))
                        .build());
        try (OnnxSession session = OnnxSession.open(tapped.proto(), tapped.externalData(), 1)) {
            SampleBatch all = samples(model, SAMPLES).batches(SAMPLES).get(0);
            return session.run(all.values(), Set.of("h", "small", "large"));
        }
    }

    private static double squares(Values values) {
        return Arrays.stream(values.numbers()).map(number -> number * number).sum();
    }

    /** A bound of one number has a pass for each layer, of the same losses. */
    @Test
    void theBoundOfAPassChangesNoMoreThanRounding() {
        Map<String, Sensitivity> together = observed(twoOutputs(), 40, 1 << 24);
        Map<String, Sensitivity> alone = observed(twoOutputs(), 40, 1);
        assertEquals(List.of("first", "second", "third"), List.copyOf(together.keySet()));
        together.forEach((name, found) -> {
            double[] one = found.moments().get(0).get().doubles();
            double[] other = alone.get(name).moments().get(0).get().doubles();
            double largest = Arrays.stream(one).map(Math::abs).max().orElseThrow();
            for (int i = 0; i < one.length; i++) {
                assertEquals(one[i], other[i], ROUNDING * largest, name);
            }
        });
    }

    /** What a convolution makes is the output itself: each of its channels counts with all of its positions. */
    @Test
    void aLayerOfManyRowsCountsWithAllOfThem() {
        int positions = 9;
        OnnxModel model = model(new ModelBuilder(1)
                .input("x", "N", 4, 5, 5)
                .output("y", "N", 6, 3, 3)
                .weights("w", 6, 2, 3, 3)
                .node("Conv", "conv", List.of("x", "w"), "y", ModelBuilder.attribute("group", 2)));
        Sensitivity found = observed(model, 40, 1 << 24).get("conv");
        assertEquals(2, found.moments().size());
        double sum = 0;
        for (int i = 0; i < 3; i++) {
            sum += found.moments().get(0).get().get(i, i)
                    + found.moments().get(1).get().get(i, i);
            assertEquals(
                    found.moments().get(0).get().get(0, 0),
                    found.moments().get(1).get().get(i, i),
                    1e-12);
        }
        SampleBatch all = samples(model, 40).batches(40).get(0);
        try (OnnxSession session = OnnxSession.open(model.proto(), model.externalData(), 1)) {
            double each = squares(session.run(all.values(), Set.of("y")).get("y")) / 40;
            assertEquals(6 * positions / each, sum, sum * ROUNDING);
        }
    }

    @Test
    void whatNoGradientReachesIsNamedAndTheRestObserved() {
        Map<String, Sensitivity> found = observed(behindHardmax(true), 40, 1 << 24);
        assertEquals(Set.of("first", "second"), found.keySet());
        assertTrue(found.get("first").moments().isEmpty());
        assertEquals(
                "node 'hard', Hardmax, has no gradient here", found.get("first").obstacle());
        assertEquals(1, found.get("second").moments().size());
    }

    /** Which of the numbers is the largest has no gradient; the numbers themselves have. */
    @Test
    void outputsThatHaveNoGradientAreNamed() {
        OnnxModel model = model(new ModelBuilder(1)
                .input("x", "N", INPUTS)
                .output("h", "N", HIDDEN)
                .output("largest", DataType.INT64, "N", 1)
                .weights("w", INPUTS, HIDDEN)
                .node("MatMul", "first", List.of("x", "w"), "h")
                .node("ArgMax", "decide", List.of("h"), "largest", ModelBuilder.attribute("axis", 1)));
        assertEquals(1, observed(model, 40, 1 << 24).get("first").moments().size());
        assertEquals(
                List.of("what is kept is weighed by the other outputs, for there is no gradient of 'largest'"), notes);
    }

    private static OnnxModel behindHardmax(boolean more) {
        ModelBuilder builder = new ModelBuilder(1)
                .input("x", "N", INPUTS)
                .output("y", "N", HIDDEN)
                .weights("w", INPUTS, HIDDEN)
                .node("MatMul", "first", List.of("x", "w"), "h")
                .node("Hardmax", "hard", List.of("h"), more ? "r" : "y");
        return model(
                more ? builder.weights("v", HIDDEN, HIDDEN).node("MatMul", "second", List.of("r", "v"), "y") : builder);
    }

    @Test
    void aModelWithoutAGradientIsRefused() {
        OnnxException behind = assertThrows(OnnxException.class, () -> observed(behindHardmax(false), 40, 1 << 24));
        assertEquals("no gradient reaches a layer: node 'hard', Hardmax, has no gradient here", behind.getMessage());
        OnnxModel classes = model(new ModelBuilder(1)
                .input("x", "N", INPUTS)
                .output("y", DataType.INT64, "N", 1)
                .weights("w", INPUTS, HIDDEN)
                .node("MatMul", "first", List.of("x", "w"), "h")
                .node("ArgMax", "decide", List.of("h"), "y", ModelBuilder.attribute("axis", 1)));
        OnnxException whole = assertThrows(OnnxException.class, () -> observed(classes, 40, 1 << 24));
        assertTrue(whole.getMessage().startsWith("none of the model's outputs has real numbers"), whole::getMessage);
    }
}
