package dev.eckart.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eckart.app.InProcess.Outcome;
import dev.eckart.app.onnx.ModelBuilder;
import dev.eckart.app.onnx.tensor.DataType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Language models are judged by the words that follow. */
class NextTokensTest {
    private static final double MOST = 0.5;

    @TempDir
    private Path directory;

    private Path model;
    private final List<String> data = new ArrayList<>();

    /** Each word by the one before, through layers that can be cut. */
    @BeforeEach
    void write() throws IOException {
        model = Files.write(
                directory.resolve("model.onnx"),
                new ModelBuilder(1)
                        .input("input_ids", DataType.INT64, "N", "L")
                        .output("scores", "N", "L", 14)
                        .weights("table", 14, 24)
                        .weights("middle", 24, 24)
                        .weights("head", 24, 14)
                        .node("Gather", "look", List.of("table", "input_ids"), "x")
                        .node("MatMul", "mix", List.of("x", "middle"), "m")
                        .node("Tanh", "bend", List.of("m"), "t")
                        .node("MatMul", "score", List.of("t", "head"), "scores")
                        .build(8, 17)
                        .toByteArray());
        Path tokenizer = Files.writeString(directory.resolve("words.json"), TextCase.TOKENIZER);
        Path texts = Files.write(directory.resolve("texts.txt"), TextCase.sentences(200));
        data.addAll(List.of("--text", texts.toString(), "--tokenizer", tokenizer.toString()));
        data.addAll(List.of("--labels", "next-tokens"));
    }

    private Outcome run(String command, String... options) {
        return InProcess.run(Stream.of(List.of(command, model.toString()), data, List.of(options))
                .flatMap(List::stream)
                .toArray(String[]::new));
    }

    @Test
    void aModelIsCutAsFarAsItsPerplexityAllows() throws IOException {
        Path smaller = directory.resolve("smaller.onnx");
        Outcome outcome =
                run("compress", "--max-loss", MOST + " perplexity", "--no-timing", "--json", "-o", smaller.toString());
        JsonNode outputs = outcome.json().get("outputs");
        double before = outputs.get("perplexityBefore").asDouble();
        double after = outputs.get("perplexityAfter").asDouble();
        // The search judges by samples kept back alone; of all, the loss is near what was asked for.
        assertNotEquals(before, after);
        assertTrue(after - before < 2 * MOST, before + " to " + after);
        assertTrue(new ObjectMapper()
                .readTree(outcome.out())
                .get("verdict")
                .asText()
                .contains("perplexity "));
        JsonNode evaluated = run("evaluate", "--json").json();
        assertEquals(before, Math.exp(evaluated.get("loss").asDouble()), before * 0x1p-40);
        assertEquals(
                outputs.get("accuracyBefore").asDouble(),
                evaluated.get("accuracy").asDouble());
        assertTrue(run("evaluate").out().contains(", perplexity "));
    }

    @Test
    void aLossOfPerplexityNeedsLabels() {
        data.subList(data.size() - 2, data.size()).clear();
        run(
                        "compress",
                        "--max-loss",
                        "0.5 perplexity",
                        "-o",
                        directory.resolve("none.onnx").toString())
                .assertError(2, "cannot be measured in perplexity", "there are no labels");
    }
}
