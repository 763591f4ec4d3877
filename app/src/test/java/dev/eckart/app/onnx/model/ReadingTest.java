package dev.eckart.app.onnx.model;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.app.onnx.ExportedModels;
import dev.eckart.app.onnx.ExternalExport;
import dev.eckart.app.onnx.proto.GraphProto;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.proto.TensorProto;
import dev.eckart.app.onnx.tensor.DataType;
import dev.eckart.app.onnx.tensor.OnnxException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong with a file is said in one line that names the file and the place. */
class ReadingTest {
    @TempDir
    private Path directory;

    static Stream<Arguments> changes() {
        return Stream.of(
                change("IR version 14", model -> model.setIrVersion(14)),
                change("no IR version", ModelProto.Builder::clearIrVersion),
                change("opset 27", model -> model.getOpsetImportBuilder(0).setVersion(27)),
                change("no graph", ModelProto.Builder::clearGraph),
                change("cycle", graph(graph -> graph.getNodeBuilder(0).setInput(0, "output"))),
                change("no 'nowhere'", graph(graph -> graph.getNodeBuilder(1).setInput(0, "nowhere"))),
                change(
                        "no 'gone', which is an output",
                        graph(graph -> graph.getOutputBuilder(0).setName("gone"))),
                change(
                        "defines '/0/y' twice",
                        graph(graph -> graph.getNodeBuilder(1).setOutput(0, "/0/y"))),
                change(
                        "defines '0.bias' twice",
                        graph(graph -> graph.getNodeBuilder(0).setOutput(0, "0.bias"))),
                change("two initialisers '0.bias'", graph(graph -> graph.addInitializer(graph.getInitializer(1)))),
                change("'0.weight' is 20 x 25, which takes 2000 bytes, but holds 1920", weight(w -> w.setDims(1, 25))),
                change("'0.weight' has an axis of size -24", weight(w -> w.setDims(1, -24))),
                change("impossible sizes", weight(w -> w.setDims(0, 1L << 40).setDims(1, 1L << 40))),
                change("takes 960 bytes, but holds 1920", weight(w -> w.setDataType(DataType.FLOAT16.code()))),
                change(
                        "takes 480 entries, but holds 1",
                        weight(w -> w.clearRawData().addFloatData(1))));
    }

    private static Arguments change(String said, Consumer<ModelProto.Builder> change) {
        return Arguments.of(said, change);
    }

    private static Consumer<ModelProto.Builder> graph(Consumer<GraphProto.Builder> change) {
        return model -> change.accept(model.getGraphBuilder());
    }

    private static Consumer<ModelProto.Builder> weight(Consumer<TensorProto.Builder> change) {
        return graph(graph -> change.accept(graph.getInitializerBuilder(0)));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void refusesWhatDoesNotHoldTogether(String said, Consumer<ModelProto.Builder> change) throws IOException {
        ModelProto.Builder model = ExportedModels.gemmMlp().toBuilder();
        change.accept(model);
        assertRefused(write(model.build().toByteArray()), said);
    }

    @Test
    void refusesWhatIsNoModel() throws IOException {
        assertRefused(directory.resolve("missing.onnx"), "no such file");
        assertRefused(directory, "not a file");
        assertRefused(write(new byte[0]), "empty");
        assertRefused(write("#!/usr/bin/env python\nimport onnx\n".getBytes()), "not an ONNX model");
        byte[] bytes = ExportedModels.gemmMlp().toByteArray();
        assertRefused(write(Arrays.copyOf(bytes, bytes.length / 2)), "cut off");
    }

    static Stream<Arguments> externals() {
        return Stream.of(
                Arguments.of("location", "../model.onnx.data", "not in the model's directory"),
                Arguments.of("location", "a/../../model.onnx.data", "not in the model's directory"),
                Arguments.of("location", "/etc/hostname", "not in the model's directory"),
                Arguments.of("location", "", "not in the model's directory"),
                Arguments.of("location", "other.data", "no such file"),
                Arguments.of("location", "a\0b", "cannot be read"),
                Arguments.of("offset", "1073741824", "ends beyond that file"),
                Arguments.of("offset", "-8", "not a number of bytes"),
                Arguments.of("offset", "9223372036854775807", "ends beyond that file"),
                Arguments.of("offset", "many", "not a number of bytes"),
                Arguments.of("length", "12", "its dimensions and type make 1920"));
    }

    @ParameterizedTest
    @MethodSource("externals")
    void refusesDataBesideThatAreNotThere(String key, String value, String said) throws IOException {
        Path file = external();
        ModelProto.Builder model = ModelProto.parseFrom(Files.readAllBytes(file)).toBuilder();
        model.getGraphBuilder()
                .getInitializerBuilder(0)
                .getExternalDataBuilderList()
                .forEach(entry -> {
                    if (entry.getKey().equals(key)) {
                        entry.setValue(value);
                    }
                });
        assertRefused(write(model.build().toByteArray()), said);
    }

    @Test
    void refusesADataFileThatWasCutOff() throws IOException {
        Path file = external();
        Path data = directory.resolve("model.onnx.data");
        Files.write(data, Arrays.copyOf(Files.readAllBytes(data), 100));
        assertRefused(file, "ends beyond that file");
        Files.delete(data);
        assertRefused(file, "no such file");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void followsLinksWithinTheDirectoryOnly(@TempDir Path elsewhere) throws IOException {
        Path file = external();
        Path data = directory.resolve("model.onnx.data");
        Path moved = Files.move(data, directory.resolve("blob"));
        Files.createSymbolicLink(data, moved);
        assertDoesNotThrow(() -> OnnxModel.read(file));
        Files.delete(data);
        Files.createSymbolicLink(data, Files.move(moved, elsewhere.resolve("blob")));
        assertRefused(file, "leads out of the model's directory");
    }

    private Path external() throws IOException {
        Path file = directory.resolve("model.onnx");
        ExternalExport.write(ExportedModels.gemmMlp(), file, 256);
        return file;
    }

    private Path write(byte[] bytes) throws IOException {
        return Files.write(directory.resolve("model.onnx"), bytes);
    }

    private static void assertRefused(Path file, String said) {
        String message =
                assertThrows(OnnxException.class, () -> OnnxModel.read(file)).getMessage();
        assertTrue(message.contains(said), message);
        assertTrue(message.contains(file.toString()), message);
        assertEquals(1, message.lines().count(), message);
    }
}
