package dev.eckart.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.eckart.app.onnx.ArraysFile;
import dev.eckart.app.onnx.ExportedModels;
import dev.eckart.app.onnx.ExternalExport;
import dev.eckart.app.onnx.ModelBuilder;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.tensor.DataType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever factorises layers, the smaller model has the same bits. */
class CompressInPiecesTest {
    @TempDir
    private Path directory;

    private CompressCase files() {
        return new CompressCase(directory);
    }

    private void assertSame(String... options) throws IOException {
        byte[] alone = smaller(options);
        assertArrayEquals(
                alone,
                smaller(Stream.concat(Stream.of(options), Stream.of("--workers", "2"))
                        .toArray(String[]::new)));
    }

    private byte[] smaller(String... options) throws IOException {
        files().compress(Stream.concat(Stream.of(options), Stream.of("--json", "--force"))
                        .toArray(String[]::new))
                .json();
        return Files.readAllBytes(files().smaller());
    }

    @ParameterizedTest
    @ValueSource(strings = {"gemm-mlp", "matmul-mlp", "residual-cnn", "transformer"})
    void weightsInTheModel(String name) throws IOException {
        files().write(ExportedModels.all().get(name));
        assertSame("--ratio", "1.6");
        assertSame("--ratio", "1.6", "--decomposer", "randomized-svd", "--seed", "11");
    }

    @Test
    void weightsBesideTheModel() throws IOException {
        ExternalExport.write(ExportedModels.all().get("transformer"), files().model(), 64);
        assertSame("--energy", "0.8");
        assertSame("--bytes", "0.6x");
    }

    @Test
    void whatTheLayersSee() throws IOException {
        files().write(ExportedModels.gemmMlp());
        String samples = files().writeSamples(200);
        assertSame("--ratio", "2", "--calibration", samples);
        assertSame("--max-loss", "0.2 relative", "--calibration", samples);
        assertSame("--int8", "--bytes", "0.7x", "--calibration", samples);
    }

    /** Each rank of each layer that is tried is a task. */
    @Test
    void whatTheOutputsMind() throws IOException {
        files().write(ExportedModels.gemmMlp());
        String samples = files().writeSamples(200);
        assertSame("--ratio", "2", "--allocator", "sensitivity", "--calibration", samples);
        assertSame("--energy", "0.9", "--decomposer", "output-covariance-svd", "--calibration", samples);
    }

    /** A table that scores words too. */
    @Test
    void sharedWeights() throws IOException {
        ModelProto tied = new ModelBuilder(5)
                .input("ids", DataType.INT64, "N")
                .output("scores", "N", 40)
                .weights("table", 40, 24)
                .weights("down", 24, 24)
                .node("Gather", "words", List.of("table", "ids"), "rows")
                .node("MatMul", "layer", List.of("rows", "down"), "hidden")
                .node("Transpose", "turn", List.of("table"), "turned")
                .node("MatMul", "head", List.of("hidden", "turned"), "scores")
                .build(8, 17);
        files().write(tied);
        assertSame("--ratio", "1.5");
        assertSame("--ratio", "1.5", "--calibration", ids(40));
    }

    /** Of a table nothing is summed but how often its rows are taken. */
    @Test
    void aTableAlone() throws IOException {
        files().write(new ModelBuilder(5)
                .input("ids", DataType.INT64, "N")
                .output("rows", "N", 24)
                .weights("table", 40, 24)
                .node("Gather", "words", List.of("table", "ids"), "rows")
                .build(8, 17));
        assertSame("--ratio", "1.5", "--decomposer", "output-covariance-svd", "--calibration", ids(40));
    }

    /** Numbers of words, each as often as the square of another. */
    private String ids(int words) throws IOException {
        long[] ids = new long[200];
        Arrays.setAll(ids, i -> (long) i * i % words);
        Path samples = directory.resolve("ids.npz");
        new ArraysFile().integers("ids", ids).write(samples);
        return samples.toString();
    }

    @Test
    void whatCannotBeFactorisedIsSaidInOneLine() throws IOException {
        ModelProto model = new ModelBuilder(5)
                .input("x", "N", 24)
                .output("y", "N", 20)
                .tensor("w", DataType.FLOAT, notFinite(24 * 20), 24, 20)
                .node("MatMul", "layer", List.of("x", "w"), "y")
                .build(8, 17);
        files().write(model);
        files().compress("--ratio", "2", "--workers", "2").assertError(4, "hold NaN, which cannot be factorised");
        files().assertOnlyTheModel();
    }

    private static double[] notFinite(int count) {
        double[] values = new double[count];
        values[7] = Double.NaN;
        return values;
    }
}
