package dev.eckart.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eckart.app.InProcess.Outcome;
import dev.eckart.app.api.Eckart;
import dev.eckart.app.modeljob.input.TextFacts;
import dev.eckart.app.modeljob.input.TextRequest;
import dev.eckart.app.modeljob.report.DifferenceReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models are run on texts, through the library that reads tokenizers. */
class TextTest {
    @TempDir
    private Path directory;

    private Path model;
    private Path tokenizer;
    private Path texts;

    @BeforeEach
    void write() throws IOException {
        model = Files.write(directory.resolve("model.onnx"), TextCase.model().toByteArray());
        tokenizer = Files.writeString(directory.resolve("words.json"), TextCase.TOKENIZER);
        texts = Files.write(directory.resolve("sentences.txt"), TextCase.sentences(200));
    }

    @Test
    void aModelIsCompressedOnTexts() throws IOException {
        Path smaller = directory.resolve("smaller.onnx");
        Outcome outcome = compress(smaller, "--text", texts.toString(), "--tokenizer", tokenizer.toString());
        assertEquals(0, outcome.code(), outcome::err);
        assertFalse(outcome.err().contains("do not count"), outcome::err);
        assertTrue(outcome.out().contains("\nTexts: 200 of " + texts + ", "), outcome::out);
        JsonNode report = new ObjectMapper()
                .readTree(directory.resolve("smaller.onnx.json").toFile());
        assertEquals("200 samples of sentences.txt", report.get("calibration").asText());
        assertEquals(200, report.get("outputs").get("samples").asInt());
        assertTrue(report.get("outputs").get("relative").asDouble() > 0);
        JsonNode text = report.get("text");
        assertEquals(tokenizer.toString(), text.get("tokenizer").asText());
        long words = TextCase.sentences(200).stream()
                .mapToLong(s -> s.split(" ").length)
                .sum();
        assertEquals(words + 2 * 200, text.get("tokens").asLong());
        assertEquals(11, text.get("longest").asInt());
        Path again = directory.resolve("again.onnx");
        compress(again, "--text", texts.toString(), "--tokenizer", tokenizer.toString());
        assertEquals(-1, Files.mismatch(smaller, again), "the same texts and seed give the same bits");
    }

    /** Padding makes no difference but for the order in which numbers are added. */
    @Test
    void textsOfColumnsAreTheSameTexts() throws IOException {
        List<String> all = TextCase.sentences(200);
        List<String> comma = new ArrayList<>(List.of("id,text"));
        List<String> tab = new ArrayList<>(List.of("text\tid"));
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            comma.add(i + ",\"" + all.get(i) + "\"");
            tab.add(all.get(i) + "\t\"" + i);
            lines.add("{\"id\": " + i + ", \"text\": \"" + all.get(i) + "\"}");
        }
        JsonNode plain = diff(texts);
        assertEquals(plain, diff(Files.write(directory.resolve("t.csv"), comma), "--column", "text"));
        assertEquals(plain, diff(Files.write(directory.resolve("t.tsv"), tab), "--column", "text"));
        assertEquals(plain, diff(Files.write(directory.resolve("t.jsonl"), lines), "--column", "text"));
    }

    private JsonNode diff(Path file, String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("diff", model.toString(), model.toString(), "--json"));
        arguments.addAll(List.of("--text", file.toString(), "--tokenizer", tokenizer.toString()));
        arguments.addAll(List.of(options));
        JsonNode text = InProcess.run(arguments.toArray(String[]::new)).json().get("text");
        assertEquals(200, text.get("texts").asInt());
        return new ObjectMapper().createObjectNode().set("tokens", text.get("tokens"));
    }

    @Test
    void aColumnHasTheLabels() throws IOException {
        List<String> lines = new ArrayList<>(List.of("text,wrong,kind"));
        TextCase.sentences(50).forEach(text -> lines.add(text + ",0," + (text.length() % 2 == 0 ? "even" : "odd")));
        lines.add(3, " ,1,none");
        Path table = Files.write(directory.resolve("t.csv"), lines);
        String[] evaluate = {
            "evaluate",
            model.toString(),
            "--text",
            table.toString(),
            "--column",
            "text",
            "--tokenizer",
            tokenizer.toString(),
            "--output",
            "sentence",
            "--json",
            "--labels"
        };
        JsonNode found = InProcess.run(with(evaluate, "wrong")).json();
        assertEquals(50, found.get("positions").asInt());
        InProcess.run(with(evaluate, "none")).assertError(4, "'none'", "kind");
        InProcess.run(with(evaluate, "kind")).assertError(4, "texts");
    }

    private static String[] with(String[] arguments, String last) {
        return Stream.concat(Stream.of(arguments), Stream.of(last)).toArray(String[]::new);
    }

    @Test
    void aModelLearnsFromTexts() {
        Path trained = directory.resolve("trained.onnx");
        Outcome outcome = InProcess.run(
                "fine-tune",
                model.toString(),
                "-o",
                trained.toString(),
                "--teacher",
                model.toString(),
                "--epochs",
                "1",
                "--no-timing",
                "--text",
                texts.toString(),
                "--tokenizer",
                tokenizer.toString());
        assertEquals(0, outcome.code(), outcome::err);
        assertTrue(Files.exists(trained));
    }

    @Test
    void gradientsAreVerifiedOnTexts() {
        Outcome outcome = InProcess.run(
                "verify-gradients", model.toString(), "--text", texts.toString(), "--tokenizer", tokenizer.toString());
        assertEquals(0, outcome.code(), outcome::err);
    }

    @Test
    void aJarHoldsTheModelAndItsTokenizer() throws IOException {
        Path jar = TextCase.zip(
                directory.resolve("embeddings.jar"),
                Map.of(
                        "META-INF/MANIFEST.MF", TextCase.bytes("Manifest-Version: 1.0\n"),
                        "../small.onnx", TextCase.model().toByteArray(),
                        "small-tokenizer.json", TextCase.bytes(TextCase.TOKENIZER)));
        Path smaller = directory.resolve("smaller.onnx");
        model = jar;
        Outcome outcome = compress(smaller, "--text", texts.toString());
        assertEquals(0, outcome.code(), outcome::err);
        JsonNode report = new ObjectMapper()
                .readTree(directory.resolve("smaller.onnx.json").toFile());
        assertEquals(jar.toString(), report.get("before").get("file").asText());
        assertEquals(jar.toString(), report.get("text").get("tokenizer").asText());
        assertEquals(
                List.of(
                        "embeddings.jar",
                        "model.onnx",
                        "sentences.txt",
                        "smaller.onnx",
                        "smaller.onnx.json",
                        "words.json"),
                names(directory));
        DifferenceReport difference =
                Eckart.create().onnx().text(TextRequest.of(texts)).samples(20).diff(jar, smaller);
        assertEquals(Optional.of(200), difference.text().map(TextFacts::texts));
        assertEquals(20, difference.outputs().samples());
    }

    @Test
    void theTeachersTokenizerIsThePupils() throws IOException {
        Path jar = TextCase.zip(
                directory.resolve("embeddings.jar"),
                Map.of(
                        "small.onnx", TextCase.model().toByteArray(),
                        "tokenizer.json", TextCase.bytes(TextCase.TOKENIZER)));
        Path trained = directory.resolve("trained.onnx");
        Outcome outcome = InProcess.run(
                "fine-tune",
                model.toString(),
                "-o",
                trained.toString(),
                "--teacher",
                jar.toString(),
                "--epochs",
                "1",
                "--no-timing",
                "--text",
                texts.toString());
        assertEquals(0, outcome.code(), outcome::err);
        assertTrue(outcome.out().contains(" tokens by " + jar + ","), outcome::out);
    }

    @Test
    void aTokenizerBesideTheModelIsItsOwn() throws IOException {
        Files.move(tokenizer, directory.resolve("tokenizer.json"));
        Outcome outcome =
                InProcess.run("diff", model.toString(), model.toString(), "--json", "--text", texts.toString());
        assertEquals(
                directory.resolve("tokenizer.json").toString(),
                outcome.json().get("text").get("tokenizer").asText());
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private Outcome compress(Path smaller, String... options) {
        List<String> arguments = new ArrayList<>(
                List.of("compress", model.toString(), "-o", smaller.toString(), "--ratio", "2", "--no-timing"));
        arguments.addAll(List.of("--threads", "1", "--backend", "ejml"));
        arguments.addAll(List.of(options));
        return InProcess.run(arguments.toArray(String[]::new));
    }
}
