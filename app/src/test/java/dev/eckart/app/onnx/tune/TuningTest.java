package dev.eckart.app.onnx.tune;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.app.onnx.ModelBuilder;
import dev.eckart.app.onnx.array.SampleArray;
import dev.eckart.app.onnx.array.SampleLabels;
import dev.eckart.app.onnx.data.Padding;
import dev.eckart.app.onnx.data.RandomSamples;
import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.loss.LossTerm;
import dev.eckart.app.onnx.loss.Objective;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.progress.Stages;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.runtime.OnnxSession;
import dev.eckart.app.onnx.runtime.Values;
import dev.eckart.app.onnx.tensor.DataType;
import dev.eckart.app.onnx.tensor.TensorValues;
import dev.eckart.spi.Seed;
import dev.eckart.train.Adam;
import dev.eckart.train.Cosine;
import dev.eckart.train.Sgd;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TuningTest {
    private static final Path NOWHERE = Path.of("model.onnx").toAbsolutePath();

    /** 12 inputs, 16 hidden units, 4 outputs. */
    private static OnnxModel model(long seed) {
        return new OnnxModel(
                NOWHERE,
                new ModelBuilder(seed)
                        .input("x", "batch", 12)
                        .output("y", "batch", 4)
                        .weights("first.weight", 12, 16)
                        .weights("first.bias", 16)
                        .weights("second.weight", 16, 4)
                        .node("MatMul", "first", List.of("x", "first.weight"), "p")
                        .node("Add", "shift", List.of("p", "first.bias"), "s")
                        .node("Relu", "relu", List.of("s"), "h")
                        .node("MatMul", "second", List.of("h", "second.weight"), "y")
                        .build(8, 17));
    }

    private static Tuned trained(OnnxModel model, int epochs) {
        List<String> all = List.of("first.weight", "first.bias", "second.weight");
        return new TaughtCase(model(2), 200, 32).trained(model, all, epochs);
    }

    @Test
    void theLossFallsAndTheSameSeedGivesTheSameBits() {
        Tuned tuned = trained(model(1), 30);
        assertTrue(tuned.epochs().get(29).held() < tuned.start() / 10, tuned.start() + " " + tuned.epochs());
        assertEquals(Map.of(), tuned.frozen());
        assertEquals(tuned.model(), trained(model(1), 30).model());
    }

    @Test
    void aModelThatIsItsTeacherHasNothingToLearn() {
        Tuned tuned = trained(model(2), 1);
        assertEquals(0, tuned.start());
        assertEquals(0, tuned.best());
        assertEquals(model(2).proto(), tuned.model());
    }

    @Test
    void labelsOfPaddingThatIsLeftOutAreLeftOutToo() {
        // Seven positions count at most: batches have eight, however much padding is behind.
        assertEquals(tagger(8), tagger(12));
    }

    /** The parts of a batch of seven are of three, three and one: each sample counts as much as any other. */
    @Test
    void inPartsOfDifferentSizesTheSameIsLearntAsAtOnce() {
        double atOnce = inParts(1);
        double rounding = 7 * 16 * Math.ulp(1f);
        assertEquals(atOnce, inParts(3), rounding * atOnce);
    }

    /** What is lost on samples kept back after a few large steps by labels, each on seven samples in some parts. */
    private static double inParts(int parts) {
        OnnxModel model = model(1);
        try (OnnxSession session = OnnxSession.open(model.proto(), model.externalData(), 1)) {
            Samples drawn = new RandomSamples(80, Map.of(), new Seed(5)).samples(session.inputs());
            int[] labels = new SplittableRandom(3).ints(80, 0, 4).toArray();
            Samples samples = Samples.of(drawn.inputs(), drawn.arrays(), Optional.of(SampleLabels.of(labels)));
            Objective objective = new Objective(List.of(new Objective.Weighted(new LossTerm.Labels(0), 1)));
            TuningPlan plan =
                    new TuningPlan(objective, 1, 7, parts, new Sgd(), new Cosine(), 0.1, 0, 0, 0, new Seed(1), 1);
            return new Tuning(model, Optional.empty(), samples, Optional.empty(), plan, note -> {}, Stages.none())
                    .train(List.of("first.weight", "first.bias", "second.weight"))
                    .epochs()
                    .get(0)
                    .held();
        }
    }

    /** What a model that labels each position becomes, trained on samples with padding up to a number of positions. */
    private static ModelProto tagger(int positions) {
        OnnxModel model = new OnnxModel(
                NOWHERE,
                new ModelBuilder(1)
                        .input("x", "N", "L", 4)
                        .input("attention_mask", "N", "L")
                        .output("classes", "N", "L", 3)
                        .output("sentence", "N", 3)
                        .weights("tag.weight", 4, 3)
                        .node("MatMul", "tag", List.of("x", "tag.weight"), "classes")
                        .node(
                                "Einsum",
                                "pool",
                                List.of("classes", "attention_mask"),
                                "sentence",
                                ModelBuilder.attribute("equation", "nlo,nl->no"))
                        .build(8, 17));
        int count = 20;
        SplittableRandom random = new SplittableRandom(3);
        double[] x = new double[count * positions * 4];
        double[] mask = new double[count * positions];
        int[] labels = new int[count * positions];
        Arrays.fill(labels, SampleLabels.NOT_COUNTED);
        for (int i = 0; i < count; i++) {
            for (int j = i * positions; j < i * positions + 1 + i % 7; j++) {
                mask[j] = 1;
                labels[j] = random.nextInt(3);
                x[4 * j + labels[j]] = 1;
            }
        }
        try (OnnxSession session = OnnxSession.open(model.proto(), model.externalData(), 1)) {
            Samples whole = Samples.of(
                    session.inputs(),
                    Map.of(
                            "x", SampleArray.of(new Values(new long[] {count, positions, 4}, x)),
                            "attention_mask", SampleArray.of(new Values(new long[] {count, positions}, mask))),
                    Optional.of(new SampleLabels(new long[] {count, positions}, labels)));
            Samples samples = whole.padded(Padding.of(session, whole).orElseThrow());
            Objective objective = new Objective(List.of(new Objective.Weighted(new LossTerm.Labels(0), 1)));
            TuningPlan plan =
                    new TuningPlan(objective, 3, 4, 1, new Adam(), new Cosine(), 0.1, 0, 0, 0, new Seed(1), 1);
            Optional<String> scores = Optional.of("classes");
            Tuned tuned = new Tuning(model, Optional.empty(), samples, scores, plan, note -> {}, Stages.none())
                    .train(List.of("tag.weight"));
            assertNotEquals(0, tuned.best());
            return tuned.model();
        }
    }

    @Test
    void weightsThatAreNodesBecomeInitialisersThatGiveTheSame() {
        double[] numbers = {1, -2, 3, 0.5, 4, -1};
        OnnxModel written = new OnnxModel(
                NOWHERE,
                new ModelBuilder(1)
                        .input("x", "batch", 2)
                        .output("y", "batch", 3)
                        .node(
                                "Constant",
                                "weights",
                                List.of(),
                                "w",
                                ModelBuilder.attribute(
                                        "value", new TensorValues(List.of(2L, 3L), DataType.FLOAT, numbers).proto("")))
                        .node("MatMul", "product", List.of("x", "w"), "y")
                        .build(8, 17));
        assertEquals(Map.of(), Trainables.of(written).kinds());
        OnnxModel lifted = ConstantNodes.lifted(written);
        assertEquals(Map.of("w", Trainables.Kind.LINEAR), Trainables.of(lifted).kinds());
        Map<String, Values> given = Map.of("x", new Values(new long[] {1, 2}, new double[] {3, 7}));
        try (OnnxSession before = OnnxSession.open(written.proto(), written.externalData(), 1);
                OnnxSession after = OnnxSession.open(lifted.proto(), lifted.externalData(), 1)) {
            assertArrayEquals(
                    before.run(given, Set.of("y")).get("y").numbers(),
                    after.run(given, Set.of("y")).get("y").numbers());
        }
    }
}
