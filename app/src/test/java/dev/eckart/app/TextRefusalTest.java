package dev.eckart.app;

import dev.eckart.app.InProcess.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be read as texts, or as a jar with a model, ends in one line. */
class TextRefusalTest {
    @TempDir
    private Path directory;

    private Path model;
    private Path tokenizer;
    private Path texts;

    @BeforeEach
    void write() throws IOException {
        model = Files.write(directory.resolve("model.onnx"), TextCase.model().toByteArray());
        tokenizer = Files.writeString(directory.resolve("words.json"), TextCase.TOKENIZER);
        texts = Files.write(directory.resolve("sentences.txt"), TextCase.sentences(20));
    }

    @Test
    void optionsThatDoNotGoTogether() throws IOException {
        diff("--tokenizer", tokenizer.toString()).assertError(2, "--tokenizer", "--text");
        diff("--column", "text").assertError(2, "--column", "--text");
        diff("--text", texts.toString(), "--data", "mnist").assertError(2, "--text", "--data");
        diff("--text", texts.toString()).assertError(2, "--text", "--tokenizer");
        diff("--text", texts.toString(), "--scale", "raw").assertError(2, "--scale", "texts");
        diff("--text", texts.toString(), "--labels", "kind").assertError(2, "--labels", "no labels");
    }

    @Test
    void filesOfTexts() throws IOException {
        assertTexts("missing.txt", "no such file");
        assertTexts(write("blank.txt", "\n  \n"), "blank");
        assertTexts(write("lines.txt", "a boat\n"), "no column", "--column", "text");
        assertTexts(write("table.csv", "text,id\na boat,1\n"), "--column NAME");
        assertTexts(write("near.csv", "texts,id\na boat,1\n"), "did you mean 'texts'?", "--column", "text");
        assertTexts(write("none.jsonl", "{\"text\": \"a boat\"}\n{\"id\": 2}\n"), "'text'", "2", "--column", "text");
        assertTexts(write("cut.jsonl", "{\"text\": \"a boat\"}\n{\"text\": \"a\n"), "damaged", "--column", "text");
        Files.write(directory.resolve("latin.txt"), new byte[] {'b', (byte) 0xE9, '\n'});
        assertTexts("latin.txt", "UTF-8");
    }

    private String write(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content).getFileName().toString();
    }

    private void assertTexts(String file, String why, String... options) {
        List<String> all = new ArrayList<>(
                List.of("--text", directory.resolve(file).toString(), "--tokenizer", tokenizer.toString()));
        all.addAll(List.of(options));
        diff(all.toArray(String[]::new)).assertError(4, file, why);
    }

    private void assertTexts(String file, String why, String also, String option, String column) {
        diff("--text", directory.resolve(file).toString(), "--tokenizer", tokenizer.toString(), option, column)
                .assertError(4, file, why, also);
    }

    @Test
    void tokenizers() throws IOException {
        Path damaged = Files.writeString(directory.resolve("damaged.json"), "{\"version\": ");
        Path other = Files.writeString(directory.resolve("vocab.txt"), "a\nboat\n");
        text(directory.resolve("missing.json")).assertError(4, "missing.json", "no such file");
        text(damaged).assertError(4, "damaged.json", "no tokenizer");
        text(other).assertError(2, "vocab.txt", "huggingface");
    }

    private Outcome text(Path named) {
        return diff("--text", texts.toString(), "--tokenizer", named.toString());
    }

    @Test
    void jars() throws IOException {
        byte[] bytes = TextCase.model().toByteArray();
        Map<String, byte[]> two = new LinkedHashMap<>();
        two.put("one.onnx", bytes);
        two.put("two.onnx", bytes);
        assertJar(TextCase.zip(directory.resolve("two.jar"), two), "several models", "one.onnx", "two.onnx");
        assertJar(
                TextCase.zip(directory.resolve("none.jar"), Map.of("a.txt", new byte[1])), "nor a jar that holds one");
        assertJar(
                TextCase.zip(directory.resolve("damaged.jar"), Map.of("a.onnx", new byte[] {1, 2, 3})),
                "not an ONNX model");
        Path whole = TextCase.zip(directory.resolve("whole.jar"), Map.of("a.onnx", bytes));
        byte[] zip = Files.readAllBytes(whole);
        Path cut = directory.resolve("cut.jar");
        Files.write(cut, Arrays.copyOf(zip, zip.length / 2));
        assertJar(cut, "damaged");
        zip[zip.length / 2] ^= 1;
        Path changed = Files.write(directory.resolve("changed.jar"), zip);
        assertJar(changed, "damaged");
        model = Path.of("com.example:none:1.0");
        diff().assertError(4, "com.example:none:1.0", "mvn dependency:get");
    }

    private void assertJar(Path jar, String... why) {
        model = jar;
        List<String> all = new ArrayList<>(List.of(why));
        all.add(jar.toString());
        diff().assertError(4, all.toArray(String[]::new));
    }

    private Outcome diff(String... options) {
        List<String> arguments = new ArrayList<>(List.of("diff", model.toString(), model.toString()));
        arguments.addAll(List.of(options));
        return InProcess.run(arguments.toArray(String[]::new));
    }
}
