package dev.eckart.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eckart.app.InProcess.Outcome;
import dev.eckart.app.onnx.ModelBuilder;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.tensor.DataType;
import dev.eckart.app.onnx.tensor.TensorValues;
import dev.eckart.spi.text.Tokenizer;
import dev.eckart.spi.text.TokenizerProvider;
import dev.eckart.spi.text.Tokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tokens that no text needs are left out of a model and its tokenizer. */
class DropTokensTest {
    private static final int WIDTH = 5;
    private static final List<String> TEXTS = List.of("abc bad abc", "cab bad", "abcd c");
    private static final String UNSEEN = "dead bee";

    @TempDir
    private Path directory;

    private Path texts;

    @BeforeEach
    void write() throws IOException {
        texts = Files.write(directory.resolve("texts.txt"), TEXTS);
    }

    private static ModelBuilder model(int rows) {
        return new ModelBuilder(1)
                .input("input_ids", DataType.INT64, "N", "L")
                .output("y", "N", "L", WIDTH)
                .weights("table", rows, WIDTH)
                .node("Gather", "look", List.of("table", "input_ids"), "y");
    }

    private Path written(ModelBuilder model) throws IOException {
        return Files.write(directory.resolve("model.onnx"), model.build(8, 17).toByteArray());
    }

    private Outcome drop(Path model, Path tokenizer, Path out) {
        return InProcess.run(
                "drop-tokens",
                model.toString(),
                "--text",
                texts.toString(),
                "--tokenizer",
                tokenizer.toString(),
                "-o",
                out.toString());
    }

    @ParameterizedTest
    @MethodSource("dev.eckart.app.TokenizerKinds#kinds")
    void textsBecomeTheSameTokensAndOthersCanStillBeSpelled(TokenizerKinds.Kind kind) throws IOException {
        Path model = written(model(kind.tokens().size()));
        Path tokenizer = Files.writeString(directory.resolve("all.json"), kind.json());
        Path out = directory.resolve("fewer.onnx");
        Outcome outcome = drop(model, tokenizer, out);
        assertEquals(0, outcome.code(), outcome::err);
        Path own = directory.resolve("fewer.onnx.tokenizer.json");
        Map<String, Integer> left = numbers(own);
        assertEquals(
                kind.tokens().stream()
                        .filter(token -> !kind.needless().contains(token))
                        .toList(),
                List.copyOf(left.keySet()));
        double[] rows = table(model);
        double[] now = table(out);
        assertEquals(left.size() * WIDTH, now.length);
        left.forEach((token, number) -> assertEquals(
                Arrays.toString(row(rows, kind.tokens().indexOf(token))), Arrays.toString(row(now, number)), token));
        List<String> names = List.copyOf(left.keySet());
        List<Tokens> before = encode(tokenizer);
        List<Tokens> after = encode(own);
        for (int text = 0; text < TEXTS.size(); text++) {
            assertEquals(names(before.get(text), kind.tokens()), names(after.get(text), names));
        }
        String spelled = names(after.get(TEXTS.size()), names).toString();
        assertFalse(spelled.contains("[UNK]"), spelled);
        assertNotEquals(names(before.get(TEXTS.size()), kind.tokens()).toString(), spelled);
        JsonNode report =
                new ObjectMapper().readTree(directory.resolve("fewer.onnx.json").toFile());
        assertEquals(kind.tokens().size(), report.get("tokensBefore").asInt());
        assertEquals(left.size(), report.get("tokensAfter").asInt());
        assertEquals((long) left.size() * WIDTH, report.get("parametersAfter").asLong());
        // The other commands find it beside the model.
        Outcome inspected = InProcess.run("diff", out.toString(), out.toString(), "--text", texts.toString());
        assertEquals(0, inspected.code(), inspected::err);
        assertTrue(inspected.out().contains(own.toString()), inspected::out);
        assertEquals(3, drop(out, own, directory.resolve("none.onnx")).code());
        assertFalse(Files.exists(directory.resolve("none.onnx")));
    }

    private static Map<String, Integer> numbers(Path tokenizer) throws IOException {
        JsonNode vocabulary = new ObjectMapper().readTree(tokenizer.toFile()).at("/model/vocab");
        Map<String, Integer> numbers = new LinkedHashMap<>();
        if (vocabulary.isArray()) {
            vocabulary.forEach(piece -> numbers.put(piece.get(0).asText(), numbers.size()));
        } else {
            vocabulary.properties().forEach(entry -> {
                assertEquals(numbers.size(), entry.getValue().asInt());
                numbers.put(entry.getKey(), numbers.size());
            });
        }
        return numbers;
    }

    private static double[] table(Path model) {
        OnnxModel read = OnnxModel.read(model);
        return TensorValues.read(read.proto().getGraph().getInitializer(0), read.externalData())
                .values();
    }

    private static double[] row(double[] table, int number) {
        return Arrays.copyOfRange(table, number * WIDTH, (number + 1) * WIDTH);
    }

    private static List<Tokens> encode(Path tokenizer) {
        try (Tokenizer opened = ServiceLoader.load(TokenizerProvider.class)
                .findFirst()
                .orElseThrow()
                .open(tokenizer)) {
            return opened.encode(
                    Stream.concat(TEXTS.stream(), Stream.of(UNSEEN)).toList());
        }
    }

    private static List<String> names(Tokens tokens, List<String> all) {
        return Arrays.stream(tokens.ids()).mapToObj(all::get).toList();
    }

    private void assertRefused(ModelBuilder model, String why) throws IOException {
        TokenizerKinds.Kind kind = TokenizerKinds.wordPiece();
        Path tokenizer = Files.writeString(directory.resolve("all.json"), kind.json());
        Path out = directory.resolve("fewer.onnx");
        drop(written(model), tokenizer, out).assertError(4, "tokens cannot be dropped", why);
        assertFalse(Files.exists(out));
        assertFalse(Files.exists(directory.resolve("fewer.onnx.tokenizer.json")));
    }

    @Test
    void whatMindsTheNumbersOrTheRowsIsLeft() throws IOException {
        int rows = TokenizerKinds.wordPiece().tokens().size();
        assertRefused(
                model(rows)
                        .tensor("one", DataType.INT64, new double[] {1})
                        .node("Equal", "is-padding", List.of("input_ids", "one"), "z")
                        .output("z", DataType.BOOL, "N", "L"),
                "Equal 'is-padding'");
        assertRefused(
                model(rows)
                        .weights("x", 3, rows)
                        .node("MatMul", "head", List.of("x", "table"), "z")
                        .output("z", 3, WIDTH),
                "MatMul 'head'");
        assertRefused(
                new ModelBuilder(1)
                        .input("input_ids", DataType.INT64, "N", "L")
                        .output("y", DataType.INT64, 2)
                        .node("Shape", "sizes", List.of("input_ids"), "y"),
                "no table's rows");
    }

    @Test
    void otherNumbersOfTheSameTextsAreNoComparison() throws IOException {
        TokenizerKinds.Kind kind = TokenizerKinds.wordPiece();
        Path model = written(model(kind.tokens().size()));
        Path tokenizer = Files.writeString(directory.resolve("tokenizer.json"), kind.json());
        Path fewer = directory.resolve("fewer.onnx");
        assertEquals(0, drop(model, tokenizer, fewer).code());
        for (List<Path> models : List.of(List.of(model, fewer), List.of(fewer, model))) {
            List<String> diff =
                    List.of("diff", models.get(0).toString(), models.get(1).toString(), "--text", texts.toString());
            InProcess.run(diff.toArray(String[]::new)).assertError(4, "other tokens", "fewer.onnx.tokenizer.json");
            InProcess.run(Stream.concat(diff.stream(), Stream.of("--tokenizer", tokenizer.toString()))
                            .toArray(String[]::new))
                    .assertError(4, "other tokens", "fewer.onnx.tokenizer.json");
        }
    }

    @Test
    void whatIsMadeOfTheSmallerModelHasItsTokenizerToo() throws IOException {
        TokenizerKinds.Kind kind = TokenizerKinds.wordPiece();
        Path model = written(model(kind.tokens().size()));
        Path tokenizer = Files.writeString(directory.resolve("tokenizer.json"), kind.json());
        Path fewer = directory.resolve("fewer.onnx");
        assertEquals(0, drop(model, tokenizer, fewer).code());
        Path cut = directory.resolve("cut.onnx");
        Outcome outcome = InProcess.run(
                "compress", fewer.toString(), "--text", texts.toString(), "--bytes", "0.9x", "-o", cut.toString());
        assertEquals(0, outcome.code(), outcome::err);
        assertEquals(
                Files.readString(directory.resolve("fewer.onnx.tokenizer.json")),
                Files.readString(directory.resolve("cut.onnx.tokenizer.json")));
        assertEquals(
                0,
                InProcess.run("diff", cut.toString(), fewer.toString(), "--text", texts.toString())
                        .code());
    }

    @Test
    void aModelOfFewerRowsIsAnotherOne() throws IOException {
        Path tokenizer = Files.writeString(
                directory.resolve("all.json"), TokenizerKinds.wordPiece().json());
        drop(written(model(7)), tokenizer, directory.resolve("fewer.onnx"))
                .assertError(2, "has 7 rows", "another model's");
        InProcess.run(
                        "drop-tokens",
                        directory.resolve("model.onnx").toString(),
                        "-o",
                        directory.resolve("o.onnx").toString())
                .assertError(2, "--text is missing");
    }
}
