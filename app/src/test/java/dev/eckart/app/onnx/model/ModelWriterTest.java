package dev.eckart.app.onnx.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import dev.eckart.app.onnx.ExportedModels;
import dev.eckart.app.onnx.ExternalExport;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.proto.NodeProto;
import dev.eckart.app.onnx.proto.TensorProto;
import dev.eckart.app.onnx.tensor.ExternalData;
import dev.eckart.app.onnx.tensor.TensorValues;
import dev.eckart.app.onnx.tensor.TensorWalk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelWriterTest {
    @TempDir
    private Path directory;

    /** Fields of messages of every depth that this program has never heard of, and an operator nobody knows. */
    @Test
    void whatIsNotUnderstoodSurvives() throws IOException {
        UnknownFieldSet unknown = UnknownFieldSet.newBuilder()
                .addField(
                        999,
                        UnknownFieldSet.Field.newBuilder()
                                .addLengthDelimited(ByteString.copyFromUtf8("from a later version"))
                                .addVarint(7)
                                .build())
                .build();
        ModelProto.Builder model = ExportedModels.gemmMlp().toBuilder().setUnknownFields(unknown);
        model.getGraphBuilder().setUnknownFields(unknown);
        model.getGraphBuilder().getNodeBuilder(0).setUnknownFields(unknown);
        model.getGraphBuilder().getInitializerBuilder(0).setUnknownFields(unknown);
        model.getGraphBuilder()
                .addNode(NodeProto.newBuilder()
                        .setOpType("Mystery")
                        .setDomain("com.example")
                        .addOutput("m"));
        Path from = Files.write(directory.resolve("from.onnx"), model.build().toByteArray());
        Path to = directory.resolve("to.onnx");
        write(OnnxModel.read(from), to);
        assertArrayEquals(Files.readAllBytes(from), Files.readAllBytes(to));
    }

    @Test
    void dataBesideGoBesideTheNewModel() throws IOException {
        Path from = directory.resolve("from.onnx");
        ExternalExport.write(ExportedModels.transformer(), from, 128);
        Path to = Files.createDirectory(directory.resolve("elsewhere")).resolve("to.onnx");
        write(OnnxModel.read(from), to);
        assertTrue(Files.exists(data(to)));
        assertSameTensors(OnnxModel.read(from), OnnxModel.read(to));
    }

    @Test
    void largeModelsPutTheirWeightsBeside() throws IOException {
        Path from = Files.write(
                directory.resolve("from.onnx"), ExportedModels.transformer().toByteArray());
        OnnxModel model = OnnxModel.read(from);
        Path to = directory.resolve("to.onnx");
        new ModelWriter(to).write(model.proto(), model.externalData(), 1000);
        OnnxModel written = OnnxModel.read(to);
        assertTrue(TensorWalk.list(written.proto()).stream().anyMatch(ExternalData::isExternal));
        assertSameTensors(model, written);
    }

    /** Two tensors over the same bytes of a file, as exporters write tied weights. */
    @Test
    void sharedBytesStayShared() throws IOException {
        Path from = directory.resolve("from.onnx");
        ExternalExport.write(ExportedModels.gemmMlp(), from, 256);
        ModelProto.Builder model = ModelProto.parseFrom(Files.readAllBytes(from)).toBuilder();
        TensorProto weight = model.getGraph().getInitializer(0);
        model.getGraphBuilder().addInitializer(weight.toBuilder().setName("again"));
        Files.write(from, model.build().toByteArray());
        Path to = directory.resolve("to.onnx");
        write(OnnxModel.read(from), to);
        List<TensorProto> tensors = OnnxModel.read(to).proto().getGraph().getInitializerList();
        assertEquals(
                tensors.get(0).getExternalDataList(),
                tensors.get(tensors.size() - 1).getExternalDataList());
    }

    /** A model that takes the place of the one that it is made of: somebody's data stay. */
    @Test
    void theDataThatAreReadAreNotWrittenOver() throws IOException {
        Path from = external(ExportedModels.gemmMlp(), "from.onnx");
        byte[] data = Files.readAllBytes(directory.resolve("from.onnx.data"));
        OnnxModel model = OnnxModel.read(from);
        write(model, from);
        assertArrayEquals(data, Files.readAllBytes(directory.resolve("from.onnx.data")));
        assertSameTensors(model, OnnxModel.read(from));
        assertNotEquals("from.onnx.data", data(from).getFileName().toString());
    }

    @Test
    void dataAreCalledByTheirContent() throws IOException {
        Path to = directory.resolve("to.onnx");
        OnnxModel one = OnnxModel.read(external(ExportedModels.gemmMlp(), "one.onnx"));
        write(one, to);
        Path data = data(to);
        byte[] model = Files.readAllBytes(to);
        write(one, to);
        assertEquals(data, data(to));
        assertArrayEquals(model, Files.readAllBytes(to));
        write(OnnxModel.read(external(ExportedModels.transformer(), "other.onnx")), to);
        assertNotEquals(data, data(to));
    }

    /** The process ends when the new data are in place, and the new model is not. */
    @Test
    void aWriteThatIsCutShortLeavesTheOldModelOverItsOwnData() throws IOException {
        Path to = directory.resolve("to.onnx");
        OnnxModel old = OnnxModel.read(external(ExportedModels.gemmMlp(), "old.onnx"));
        write(old, to);
        byte[] before = Files.readAllBytes(to);
        OnnxModel next = OnnxModel.read(external(doubled(ExportedModels.gemmMlp()), "next.onnx"));
        ModelWriter writer = new ModelWriter(to);
        writer.stage(next.proto(), next.externalData());
        Path data = data(writer.staged());
        Files.copy(data, directory.resolve(data.getFileName()));
        assertArrayEquals(before, Files.readAllBytes(to));
        assertSameTensors(old, OnnxModel.read(to));
        writer.discard();
        write(next, to);
        assertSameTensors(next, OnnxModel.read(to));
    }

    @Test
    void theDataOfAModelThatIsReplacedGoLast() throws IOException {
        Path to = directory.resolve("to.onnx");
        write(OnnxModel.read(external(ExportedModels.transformer(), "old.onnx")), to);
        Path old = data(to);
        write(OnnxModel.read(external(ExportedModels.gemmMlp(), "next.onnx")), to);
        assertFalse(Files.exists(old));
        assertTrue(Files.exists(data(to)));
    }

    /** A copy of the model beside it, under whatever name, reads the same data. */
    @Test
    void dataThatAnotherModelReadsStay() throws IOException {
        Path to = directory.resolve("to.onnx");
        write(OnnxModel.read(external(ExportedModels.transformer(), "old.onnx")), to);
        Path copy = Files.copy(to, directory.resolve("to.backup"));
        write(OnnxModel.read(external(ExportedModels.gemmMlp(), "next.onnx")), to);
        assertSameTensors(OnnxModel.read(directory.resolve("old.onnx")), OnnxModel.read(copy));
    }

    /** Files that were not written for the model here stay, whatever they are called. */
    @ParameterizedTest
    @ValueSource(strings = {"to.onnx.data", "weights.bin", "to.onnx.0123456789abcdef.data"})
    void somebodysDataStay(String name) throws IOException {
        Path to = directory.resolve("to.onnx");
        ExternalExport.write(ExportedModels.transformer(), to, 256);
        Files.move(directory.resolve("to.onnx.data"), directory.resolve("moved"));
        Files.move(directory.resolve("moved"), directory.resolve(name));
        ModelProto.Builder theirs = ModelProto.parseFrom(Files.readAllBytes(to)).toBuilder();
        theirs.getGraphBuilder()
                .getInitializerBuilderList()
                .forEach(tensor -> tensor.getExternalDataBuilderList().stream()
                        .filter(entry -> entry.getKey().equals("location"))
                        .forEach(entry -> entry.setValue(name)));
        Files.write(to, theirs.build().toByteArray());
        OnnxModel.read(to);
        write(OnnxModel.read(external(ExportedModels.gemmMlp(), "next.onnx")), to);
        assertTrue(Files.exists(directory.resolve(name)));
    }

    private Path external(ModelProto model, String name) throws IOException {
        Path file = directory.resolve(name);
        ExternalExport.write(model, file, 256);
        return file;
    }

    private static ModelProto doubled(ModelProto model) {
        ModelProto.Builder doubled = model.toBuilder();
        for (TensorProto.Builder tensor : doubled.getGraphBuilder().getInitializerBuilderList()) {
            FloatBuffer floats = tensor.getRawData()
                    .asReadOnlyByteBuffer()
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer();
            ByteBuffer twice = ByteBuffer.allocate(tensor.getRawData().size()).order(ByteOrder.LITTLE_ENDIAN);
            while (floats.hasRemaining()) {
                twice.putFloat(2 * floats.get());
            }
            tensor.setRawData(ByteString.copyFrom(twice.flip()));
        }
        return doubled.build();
    }

    /** The one file that a model's tensors are in. */
    private static Path data(Path model) throws IOException {
        List<String> locations = TensorWalk.list(ModelProto.parseFrom(Files.readAllBytes(model))).stream()
                .filter(ExternalData::isExternal)
                .map(ExternalData::location)
                .distinct()
                .toList();
        assertEquals(1, locations.size(), locations::toString);
        return model.resolveSibling(locations.get(0));
    }

    @Test
    void aWriteThatFailsLeavesNothingBehind() throws IOException {
        Path from = Files.write(
                directory.resolve("from.onnx"), ExportedModels.gemmMlp().toByteArray());
        Path to = Files.createDirectories(directory.resolve("to.onnx").resolve("in the way"))
                .getParent();
        assertThrows(IOException.class, () -> write(OnnxModel.read(from), to));
        try (Stream<Path> files = Files.list(directory)) {
            assertEquals(2, files.count());
        }
    }

    private static void write(OnnxModel model, Path to) throws IOException {
        new ModelWriter(to).write(model.proto(), model.externalData());
    }

    private static void assertSameTensors(OnnxModel expected, OnnxModel actual) {
        List<TensorProto> before = expected.proto().getGraph().getInitializerList();
        List<TensorProto> after = actual.proto().getGraph().getInitializerList();
        assertEquals(before.size(), after.size());
        for (int i = 0; i < before.size(); i++) {
            assertEquals(before.get(i).getName(), after.get(i).getName());
            assertArrayEquals(
                    TensorValues.read(before.get(i), expected.externalData()).values(),
                    TensorValues.read(after.get(i), actual.externalData()).values());
        }
    }
}
