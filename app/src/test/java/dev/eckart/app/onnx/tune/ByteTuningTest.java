package dev.eckart.app.onnx.tune;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.app.onnx.ModelBuilder;
import dev.eckart.app.onnx.data.RandomSamples;
import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.proto.TensorProto;
import dev.eckart.app.onnx.rewrite.Replacement;
import dev.eckart.app.onnx.rewrite.Rewriter;
import dev.eckart.app.onnx.runtime.OnnxSession;
import dev.eckart.app.onnx.tensor.DataType;
import dev.eckart.app.onnx.unit.Sites;
import dev.eckart.spi.Seed;
import dev.eckart.spi.compress.Storage.Form;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Weights in bytes are trained as the numbers that they stand for. */
class ByteTuningTest {
    private static final Path NOWHERE = Path.of("model.onnx").toAbsolutePath();

    /** A table of 30 rows, 12 inputs, 15 hidden units, an odd number, and 4 outputs. */
    private static OnnxModel model(long seed) {
        return new OnnxModel(
                NOWHERE,
                new ModelBuilder(seed)
                        .input("x", "batch", 12)
                        .input("i", DataType.INT64, "batch")
                        .output("y", "batch", 4)
                        .weights("table", 30, 15)
                        .weights("first.weight", 12, 15)
                        .weights("second.weight", 15, 4)
                        .node("Gather", "rows", List.of("table", "i"), "t")
                        .node("MatMul", "first", List.of("x", "first.weight"), "p")
                        .node("Add", "sum", List.of("p", "t"), "s")
                        .node("Tanh", "tanh", List.of("s"), "h")
                        .node("MatMul", "second", List.of("h", "second.weight"), "y")
                        .build(8, 17));
    }

    /** The same with all weights in bytes. */
    private static OnnxModel inBytes(OnnxModel model) {
        List<Replacement> stored = Sites.of(model).sites().stream()
                .map(site -> Replacement.of(
                        site,
                        List.of(site.read()
                                .stored(site.operator().equals("Gather") ? Form.BYTE_ROWS : Form.BYTE_PRODUCTS))))
                .toList();
        return new OnnxModel(
                NOWHERE, new Rewriter(model.proto()).replace(stored).model());
    }

    private static Tuned trained(OnnxModel model, int epochs) {
        List<String> all =
                List.copyOf(Trainables.of(ByteWeights.of(model).model()).kinds().keySet());
        return new TaughtCase(model(2), 300, 30).trained(model, all, epochs);
    }

    private static List<Integer> types(ModelProto model) {
        return model.getGraph().getInitializerList().stream()
                .map(TensorProto::getDataType)
                .toList();
    }

    @Test
    void bytesLearnAndStayBytes() {
        OnnxModel student = inBytes(model(1));
        assertTrue(types(student.proto()).contains(DataType.INT8.code()));
        Tuned tuned = trained(student, 30);
        assertEquals(3, tuned.trained().size());
        assertTrue(tuned.epochs().get(29).held() < tuned.start() / 10, tuned.start() + " " + tuned.epochs());
        assertEquals(
                student.proto().getGraph().getNodeList(),
                tuned.model().getGraph().getNodeList());
        assertEquals(types(student.proto()), types(tuned.model()));
        assertNotEquals(student.proto(), tuned.model());
        assertEquals(tuned.model(), trained(student, 30).model());
    }

    /** What was judged is what is written, to the bit: rounding is seen, not done afterwards. */
    @Test
    void whatWasJudgedIsWhatIsWritten() {
        Tuned tuned = trained(inBytes(model(1)), 3);
        double kept = tuned.epochs().get(tuned.best() - 1).held();
        assertEquals(kept, trained(new OnnxModel(NOWHERE, tuned.model()), 1).start());
    }

    /** Of rows nothing is rounded but the numbers that are stored. */
    @Test
    void rowsOfBytesAreTheNumbersThatTheyAreReadAs() {
        OnnxModel table = new OnnxModel(
                NOWHERE,
                new ModelBuilder(1)
                        .input("i", DataType.INT64, "batch")
                        .output("y", "batch", 15)
                        .weights("table", 30, 15)
                        .node("Gather", "rows", List.of("table", "i"), "y")
                        .build(8, 17));
        OnnxModel bytes = inBytes(table);
        ByteWeights found = ByteWeights.of(bytes);
        assertEquals(1, found.model().proto().getGraph().getNodeCount());
        assertArrayEquals(outputs(bytes), outputs(found.model()));
        assertEquals(bytes.proto(), found.packed(found.model().proto()));
    }

    private static double[] outputs(OnnxModel model) {
        try (OnnxSession session = OnnxSession.open(model.proto(), model.externalData(), 1)) {
            Samples samples = new RandomSamples(20, Map.of(), new Seed(5)).samples(session.inputs());
            return session.run(samples.batches(20).get(0).values(), Set.of("y"))
                    .get("y")
                    .numbers();
        }
    }

    @Test
    void aModelWithoutBytesIsItself() {
        OnnxModel plain = model(1);
        assertEquals(plain, ByteWeights.of(plain).model());
        assertEquals(Map.of(), ByteWeights.of(plain).stored());
    }
}
