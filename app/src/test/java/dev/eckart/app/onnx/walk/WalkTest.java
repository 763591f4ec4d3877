package dev.eckart.app.onnx.walk;

import static dev.eckart.app.onnx.ModelBuilder.attribute;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.app.onnx.ModelBuilder;
import dev.eckart.app.onnx.data.RandomSamples;
import dev.eckart.app.onnx.data.SampleBatch;
import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.layer.Site;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.proto.GraphProto;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.runtime.Abreast;
import dev.eckart.app.onnx.runtime.OnnxSession;
import dev.eckart.app.onnx.runtime.RawValue;
import dev.eckart.app.onnx.runtime.Taps;
import dev.eckart.app.onnx.tensor.DataType;
import dev.eckart.app.onnx.unit.Sites;
import dev.eckart.app.onnx.unit.Unit;
import dev.eckart.spi.Seed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Models cut in pieces, and what becomes of samples on their way through. */
class WalkTest {
    private static final int WIDTH = 6;

    private static OnnxModel model(ModelProto proto) {
        return new OnnxModel(Path.of("walked.onnx"), proto);
    }

    /** Three layers; what the first one makes goes past the second one in another type. */
    private static ModelProto past(DataType type) {
        ModelBuilder model = new ModelBuilder(8)
                .input("x", "N", WIDTH)
                .output("y", "N", WIDTH)
                .tensor("scale", DataType.FLOAT, new double[] {100}, 1);
        IntStream.rangeClosed(1, 3).forEach(layer -> model.weights("w" + layer, WIDTH, WIDTH));
        return model.node("MatMul", "one", List.of("x", "w1"), "h1")
                .node("Abs", "positive", List.of("h1"), "a")
                .node("Mul", "scaled", List.of("a", "scale"), "s")
                .node("Cast", "past", List.of("s"), "past", attribute("to", type.code()))
                .node("Sub", "less", List.of("h1", "s"), "t")
                .node("MatMul", "two", List.of("t", "w2"), "h2")
                .node("MatMul", "three", List.of("h2", "w3"), "h3")
                .node("Cast", "back", List.of("past"), "back", attribute("to", DataType.FLOAT.code()))
                .node("Add", "y", List.of("h3", "back"), "y")
                .weights("w4", WIDTH, WIDTH)
                .node("MatMul", "four", List.of("y", "w4"), "h4")
                .build(8, 17);
    }

    private static Samples samples(OnnxModel model, int count) {
        try (OnnxSession session = OnnxSession.open(model.proto(), model.externalData(), 1)) {
            return new RandomSamples(count, Map.of(), new Seed(3)).samples(session.inputs());
        }
    }

    private static Plan plan(OnnxModel model, Samples samples) {
        List<List<Site>> layers =
                Sites.of(model).units().stream().map(Unit::uses).toList();
        return Plan.of(model, KnownValues.of(model, samples), new Plan.Layers(layers, layer -> 1, 100));
    }

    private static Set<String> crossing(Plan plan) {
        return plan.blocks().stream()
                .flatMap(block -> block.to().stream())
                .flatMap(cut -> cut.names().stream())
                .collect(Collectors.toSet());
    }

    /** What the last layer makes of each batch, at the end of a walk through all cuts. */
    private static List<byte[]> walked(OnnxModel model, Samples samples, Plan plan) {
        Walk.Opening opening =
                (part, from, wanted) -> Taps.unfused(part, model.externalData(), from.values(), wanted, 1);
        List<byte[]> made = new ArrayList<>();
        try (Walk walk = new Walk(model, samples.batches(4), opening, Abreast.of(2), cost -> {})) {
            plan.blocks().forEach(block -> block.to().ifPresent(to -> assertTrue(walk.moveTo(model.proto(), to))));
            try (Leg leg = walk.leg(model.proto(), Set.of("h4"))) {
                leg.run(0, walk.batches().size(), (batch, values) -> made.add(bytes(values.raw("h4"))));
            }
        }
        return made;
    }

    private static byte[] bytes(RawValue value) {
        byte[] bytes = new byte[value.bytes().remaining()];
        value.bytes().duplicate().get(bytes);
        return bytes;
    }

    /** The last batch is smaller; a type that ONNX Runtime does not take from Java is not made to cross. */
    @ParameterizedTest
    @EnumSource(DataType.class)
    void valuesOfEveryTypeAreCarriedBitForBitOrNotAtAll(DataType type) {
        OnnxModel model = model(past(type));
        Samples samples = samples(model, 10);
        Plan plan = plan(model, samples);
        assertEquals(RawValue.isGiven(type), crossing(plan).contains("past"), () -> "" + crossing(plan));
        assertTrue(plan.blocks().size() > 1);
        List<byte[]> whole = walked(model, samples, new Plan(List.of()));
        List<byte[]> pieces = walked(model, samples, plan);
        assertEquals(3, pieces.size());
        for (int batch = 0; batch < whole.size(); batch++) {
            assertArrayEquals(whole.get(batch), pieces.get(batch));
        }
    }

    /** Beyond what memory holds, values wait in a file and come back as they were. */
    @Test
    void whatMemoryDoesNotHoldComesBackFromTheFile() {
        OnnxModel model = model(past(DataType.INT64));
        Samples samples = samples(model, 10);
        List<byte[]> all = new ArrayList<>();
        try (ValueStore memory = new ValueStore(Long.MAX_VALUE);
                ValueStore file = new ValueStore(0);
                Taps taps = Taps.unfused(model.proto(), model.externalData(), List.of(), Set.of("past", "h1"), 1)) {
            List<SampleBatch> batches = samples.batches(3);
            for (int batch = 0; batch < batches.size(); batch++) {
                try (Taps.Made made = taps.run(batches.get(batch).values(), Map.of())) {
                    for (String name : List.of("past", "h1")) {
                        memory.put(batch, name, made.raw(name));
                        file.put(batch, name, made.raw(name));
                    }
                }
            }
            for (int batch = batches.size() - 1; batch >= 0; batch--) {
                for (String name : List.of("h1", "past")) {
                    RawValue kept = memory.get(batch, name);
                    RawValue read = file.get(batch, name);
                    assertEquals(kept.type(), read.type());
                    assertArrayEquals(kept.dims(), read.dims());
                    assertArrayEquals(bytes(kept), bytes(read));
                    all.add(bytes(read));
                }
            }
        }
        assertFalse(all.isEmpty());
    }

    /** Layers that take one value are a step, those that take what others make are not; a layer of two nodes is not cut. */
    @Test
    void layersOfAStepDoNotDependOnEachOther() {
        ModelBuilder builder = new ModelBuilder(5)
                .input("x", "N", WIDTH)
                .output("z", "N", WIDTH)
                .weights("b", WIDTH);
        for (String name : List.of("q", "k", "v", "o")) {
            builder.weights("w" + name, WIDTH, WIDTH);
        }
        for (String name : List.of("q", "k", "v")) {
            builder.node("MatMul", name, List.of("x", "w" + name), name + "0")
                    .node("Add", name + "b", List.of(name + "0", "b"), name);
        }
        OnnxModel model = model(builder.node("Mul", "qk", List.of("q", "k"), "qk")
                .node("Mul", "qkv", List.of("qk", "v"), "qkv")
                .node("MatMul", "o", List.of("qkv", "wo"), "o")
                .node("Add", "r", List.of("o", "x"), "z")
                .build(8, 17));
        Plan plan = plan(model, samples(model, 4));
        assertEquals(
                List.of(List.of(0, 1, 2), List.of(3)),
                plan.blocks().stream().flatMap(block -> block.steps().stream()).toList());
        assertEquals(Set.of("qkv"), crossing(plan));
    }

    /** A file need not list nodes in the order in which they can be run. */
    @ParameterizedTest
    @ValueSource(strings = {"FLOAT", "BOOL"})
    void theOrderOfTheFileDoesNotMatter(DataType type) {
        ModelProto inOrder = past(type);
        GraphProto.Builder backwards = inOrder.getGraph().toBuilder().clearNode();
        for (int i = inOrder.getGraph().getNodeCount() - 1; i >= 0; i--) {
            backwards.addNode(inOrder.getGraph().getNode(i));
        }
        OnnxModel model = model(inOrder);
        OnnxModel reversed = model(inOrder.toBuilder().setGraph(backwards).build());
        Samples samples = samples(model, 10);
        Plan plan = plan(reversed, samples);
        assertEquals(plan(model, samples).blocks().size(), plan.blocks().size());
        List<byte[]> one = walked(model, samples, plan(model, samples));
        List<byte[]> other = walked(reversed, samples, plan);
        for (int batch = 0; batch < one.size(); batch++) {
            assertArrayEquals(one.get(batch), other.get(batch));
        }
    }
}
