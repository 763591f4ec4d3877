package dev.eckart.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eckart.app.InProcess.Outcome;
import dev.eckart.app.onnx.ExportedModels;
import dev.eckart.app.onnx.ModelBuilder;
import dev.eckart.app.onnx.SparseModels;
import dev.eckart.app.onnx.tensor.DataType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the command refuses, and what it says then. */
class CompressRefusalTest {
    @TempDir
    private Path directory;

    private CompressCase files() {
        return new CompressCase(directory);
    }

    private Outcome compress(String... options) {
        return files().compress(options);
    }

    @ParameterizedTest
    @CsvSource({
        "divisor, --parameters, 300, cuts to nominal levels",
        "divisor, --ratio, 1.5, cuts to nominal levels",
        "divisor, --max-loss, 0.1 relative, cuts to nominal levels",
        "fixed, --ratio, 2, needs a rank",
        "sensitivity, --ratio, 2, needs a loss to measure",
        "energy, --ratio, 2, --energy instead"
    })
    void whatAnAllocatorCannotDoIsSaidBeforeAnythingIsFactorised(
            String allocator, String target, String amount, String said) throws IOException {
        files().write(ExportedModels.gemmMlp());
        List<String> options = new ArrayList<>(List.of(target, amount, "--allocator", allocator));
        if (target.equals("--max-loss")) {
            options.addAll(List.of("--data", files().writeSamples(40)));
        }
        Outcome outcome = compress(options.toArray(String[]::new));
        outcome.assertError(2, "eckart: error: --allocator: ", said);
        assertTrue(Files.notExists(files().smaller()));
    }

    /** Points of accuracy need labels; nothing is measured in another unit instead. */
    @Test
    void aLossThatCannotBeMeasuredIsRefusedWithWhatCanBe() throws IOException {
        files().write(ExportedModels.gemmMlp());
        String samples = files().writeSamples(40);
        Outcome outcome = compress("--max-loss", "1 point", "--data", samples);
        assertEquals(2, outcome.code(), outcome::err);
        assertTrue(
                outcome.err().contains("in points: there are no labels; possible here: relative and cosine"),
                outcome::err);
        JsonNode report = compress("--max-loss", "0.1 cosine", "--json", "--data", samples)
                .json();
        // Judged on samples kept back; all of them together are as many again five times.
        assertTrue(report.at("/outputs/cosine").asDouble() < 0.2, report::toString);
    }

    /** Weights are read when a layer's turn comes; nothing has been written then. */
    @Test
    void weightsThatAreNotFiniteWriteNothing() throws IOException {
        double[] weights = new double[64];
        weights[63] = Double.POSITIVE_INFINITY;
        files().write(new ModelBuilder(1)
                .input("x", "n", 8)
                .output("y", "n", 8)
                .weights("v", 8, 8)
                .tensor("w", DataType.FLOAT, weights, 8, 8)
                .node("MatMul", "one", List.of("x", "v"), "h")
                .node("MatMul", "two", List.of("h", "w"), "y")
                .build(8, 13));
        compress("--ratio", "2").assertError(4, "weights 'w' of node 'two' hold Infinity, which cannot be factorised");
        files().assertOnlyTheModel();
        Outcome without = compress("--ratio", "2", "--exclude", "two");
        assertTrue(without.code() != 4, without::err);
    }

    @Test
    void aTargetThatCannotBeMetWritesNothing() throws IOException {
        files().write(ExportedModels.gemmMlp());
        Outcome outcome = compress("--ratio", "100");
        outcome.assertError(3, "the smallest possible is 94");
        assertTrue(!outcome.err().contains("no calibration data"), outcome::err);
        files().assertOnlyTheModel();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--ratio 2 --include nothing*|no layer that can be factorised matches 'nothing*'",
                "--ratio 2 --decomposer output-covariance-svd|needs calibration data",
                "--ratio 2 --decomposer two-sided-svd|needs calibration data",
                "--ratio 2 --include /0/Gem|did you mean '/0/Gemm'?",
                "--ratio 2 --exclude 0/Gemm|did you mean '/0/Gemm'?",
                "--ratio 2 --decomposer truncted-svd|did you mean 'truncated-svd'?",
                "--ratio 2 --allocator knapsck|did you mean 'knapsack'?",
                "--ratio 2 --scale unti|did you mean 'unit'?",
                "--ratio 0|0.0 is below 1",
                "--ratio 0.5|0.5 is below 1, which would be larger layers; 2 halves their parameters",
                "--parameters 0|is not above 0",
                "--energy 1.5|at most 1",
                "--energy 0.5 --allocator greedy|--energy needs no allocator",
                "--max-loss 1point|nothing to measure a loss on",
                "--max-loss -1relative|below 0",
                "--max-loss 0.5|'0.5' does not say in what; write such as '0.5 points'",
                "--max-loss 0.5relativ|did you mean 'relative'?",
                "--max-loss much|no number",
                "--bytes 2x|--bytes: '2x' is no size of a file; write a share of the model's, such as 0.25x",
                "--bytes 0MB|'0MB' is no size",
                "--bytes 40mb|'40mb' is no size",
                "--bytes 40MB --allocator divisor|cuts to nominal levels, not to a number of bytes",
                "--ratio 2 --parameters 5|mutually exclusive",
                "--bytes 20KB|kB, MB",
                "--energy 0.9 --bytes 0.5x|--energy: mutually exclusive with other targets",
                "--ratio 2 --bytes 0.5x --allocator divisor|cuts to nominal levels, not to several budgets at once",
                "--latency fast|--latency: 'fast' is no time of a run; write a share of the model's, such as 0.5x",
                "--latency 2x|'2x' is no time",
                "--latency 3|'3' is no time",
                "--latency 0.5x|--no-timing: --latency is kept by measuring times",
                "--latency 0.5x --latency-batch 0|--latency-batch: 0 is not above 0",
                "--ratio 2 --latency-batch 4|no --latency is asked for",
                "--ratio 2 --fine-tune-epochs 0 --learning-rate 0.1|nothing is trained without --fine-tune-epochs N",
                "--include a|Missing required argument"
            })
    void wrongUseIsSaidInOneLine(String options, String said) throws IOException {
        files().write(ExportedModels.gemmMlp());
        Outcome outcome = compress(options.split(" "));
        outcome.assertError(2, said);
        assertEquals(1, outcome.err().lines().count(), outcome::err);
        files().assertOnlyTheModel();
    }

    @Test
    void theModelIsNotWrittenOverNorIsAnotherOneUnasked() throws IOException {
        files().write(ExportedModels.gemmMlp());
        Outcome same = InProcess.run(
                "compress", files().model().toString(), "--ratio", "2", "--force", "-o", directory + "/./model.onnx");
        assertEquals(2, same.code(), same::err);
        Files.writeString(files().smaller(), "mine");
        assertEquals(2, compress("--ratio", "2").code());
        assertEquals("mine", Files.readString(files().smaller()));
    }

    @Test
    void aFileThatIsNoModelEndsWithFour() throws IOException {
        Files.writeString(files().model(), "not a model");
        compress("--ratio", "2").assertError(4, "model.onnx");
        files().assertOnlyTheModel();
    }

    /** Nothing to factorise: the answer names the layers and says of each why not. */
    @Test
    void whatKeepsLayersFromBeingFactorisedIsSaid() throws IOException {
        files().write(CompressCase.weightsAmongTheInputs());
        Outcome outcome = compress("--ratio", "2");
        assertEquals(3, outcome.code());
        assertTrue(outcome.err().contains("layer (MatMul): its weights are an input with a default"), outcome::err);
        assertTrue(outcome.err().contains("--freeze-inputs"), outcome::err);
        files().write(SparseModels.with(
                new ModelBuilder(1).input("x", "N", 4).output("y", "N", 3).node("Gemm", "thin", List.of("x", "w"), "y"),
                "w",
                new long[] {4, 3},
                1,
                4));
        Outcome sparse = compress("--ratio", "2");
        assertTrue(sparse.err().contains("thin (Gemm): its weights are sparse"), sparse::err);
    }

    /** Samples that do not suit the model are told at once, in one line: no layer is tried by itself before, nor cut otherwise. */
    @Test
    void samplesThatTheModelDoesNotRunOnAreToldBeforeItsLayersAreTried() throws IOException {
        files().write(new ModelBuilder(1)
                .input("x", "n", "l")
                .output("y", "n", 4)
                .integers("fifths", 0, 5, -1)
                .integers("rows", 0, -1)
                .weights("w1", 24, 12)
                .weights("w2", 12, 4)
                .node("Reshape", "r1", List.of("x", "fifths"), "f")
                .node("Reshape", "r2", List.of("f", "rows"), "h0")
                .node("MatMul", "m1", List.of("h0", "w1"), "h1")
                .node("MatMul", "m2", List.of("h1", "w2"), "y")
                .build(8, 13));
        Outcome outcome = compress("--ratio", "2", "--data", files().writeSamples(40));
        outcome.assertError(4, "eckart: error: ", "fails to run the model", "'r1'");
        assertEquals(1, outcome.err().lines().count(), outcome::err);
    }
}
