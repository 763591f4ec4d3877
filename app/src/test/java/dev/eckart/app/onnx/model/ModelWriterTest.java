package dev.eckart.app.onnx.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import dev.eckart.app.onnx.ExportedModels;
import dev.eckart.app.onnx.ExternalExport;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.proto.NodeProto;
import dev.eckart.app.onnx.proto.TensorProto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
        assertTrue(Files.exists(ModelWriter.dataFile(to)));
        assertSameTensors(OnnxModel.read(from), OnnxModel.read(to));
    }

    @Test
    void largeModelsPutTheirWeightsBeside() throws IOException {
        Path from = Files.write(
                directory.resolve("from.onnx"), ExportedModels.transformer().toByteArray());
        OnnxModel model = OnnxModel.read(from);
        Path to = directory.resolve("to.onnx");
        new ModelWriter(model.externalData(), to).write(model.proto(), 1000);
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

    @Test
    void theDataThatAreReadAreNotWrittenOver() throws IOException {
        Path from = directory.resolve("from.onnx");
        ExternalExport.write(ExportedModels.gemmMlp(), from, 256);
        byte[] data = Files.readAllBytes(ModelWriter.dataFile(from));
        OnnxModel model = OnnxModel.read(from);
        assertThrows(OnnxException.class, () -> write(model, from));
        assertArrayEquals(data, Files.readAllBytes(ModelWriter.dataFile(from)));
        try (Stream<Path> files = Files.list(directory)) {
            assertEquals(2, files.count());
        }
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
        new ModelWriter(model.externalData(), to).write(model.proto());
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
