package dev.eckart.app.onnx.tune;

import static dev.eckart.app.onnx.ModelBuilder.attribute;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.eckart.app.onnx.ModelBuilder;
import dev.eckart.app.onnx.data.RandomSamples;
import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.expression.Expression;
import dev.eckart.app.onnx.expression.ExtendedGraph;
import dev.eckart.app.onnx.expression.SizedModel;
import dev.eckart.app.onnx.model.Bindings;
import dev.eckart.app.onnx.model.Graph;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.proto.ValueInfoProto;
import dev.eckart.app.onnx.runtime.OnnxSession;
import dev.eckart.app.onnx.tensor.DataType;
import dev.eckart.spi.Seed;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AnyBatchTest {
    /** One picture of 2 x 3 at a time, which a Reshape makes a row of, as exporters write it that trace one sample. */
    private static ModelBuilder builder() {
        return new ModelBuilder(1)
                .input("x", 1, 2, 3)
                .output("y", 1, 4)
                .weights("w", 6, 4)
                .integers("row", 1, 6)
                .node("Reshape", "flat", List.of("x", "row"), "r")
                .node("MatMul", "product", List.of("r", "w"), "p");
    }

    private static AnyBatch.Freed freed(OnnxModel model) {
        try (OnnxSession session = OnnxSession.open(model.proto(), model.externalData(), 1)) {
            Samples samples = new RandomSamples(8, Map.of(), new Seed(5)).samples(session.inputs());
            return AnyBatch.of(List.of(model), samples);
        }
    }

    private static OnnxModel model(ModelBuilder builder) {
        return new OnnxModel(Path.of("model.onnx").toAbsolutePath(), builder.build(8, 17));
    }

    @Test
    void aModelTracedWithOneSampleTakesAny() {
        AnyBatch.Freed freed = freed(model(builder().node("Relu", "end", List.of("p"), "y")));
        assertEquals(OptionalInt.empty(), freed.samples().fixedBatch());
        assertEquals(5, freed.samples().batches(5).get(0).size());
    }

    /** Before version 4 of the format, every initialiser is an input too. */
    @Test
    void anOldModelTracedWithOneSampleTakesAny() {
        ModelBuilder old =
                builder().input("w", 6, 4).input("row", DataType.INT64, 2).node("Relu", "end", List.of("p"), "y");
        AnyBatch.Freed freed = freed(new OnnxModel(Path.of("model.onnx").toAbsolutePath(), old.build(3, 8)));
        Bindings sizes = new Bindings(Map.of(), Map.of("x", List.of(5L, 2L, 3L)), false);
        ExtendedGraph graph = ExtendedGraph.of(SizedModel.of(freed.models().get(0), sizes));
        Expression loss = graph.value("y").sum();
        ModelProto model = graph.model(Set.of("w"), List.of(loss));
        assertEquals(
                List.of("x", "w"),
                model.getGraph().getInputList().stream()
                        .map(ValueInfoProto::getName)
                        .filter(name -> Graph.of(model).initializer(name).isEmpty())
                        .toList());
    }

    @Test
    void aModelWhoseSamplesWouldMixIsLeftAsItIs() {
        OnnxModel mixing = model(builder()
                .node(
                        "ReduceMax",
                        "most",
                        List.of("p"),
                        "m",
                        attribute("axes", new long[] {0}),
                        attribute("keepdims", 1))
                .node("Sub", "end", List.of("p", "m"), "y"));
        AnyBatch.Freed freed = freed(mixing);
        assertEquals(OptionalInt.of(1), freed.samples().fixedBatch());
        assertSame(mixing, freed.models().get(0));
    }
}
