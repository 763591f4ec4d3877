package dev.eckart.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eckart.app.Installation.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The built distribution makes tokens of texts; one that has left that out says so. */
@DisabledOnOs(OS.WINDOWS)
class TextIT {
    @TempDir
    private Path directory;

    private Path model;
    private Path texts;

    @BeforeEach
    void write() throws IOException {
        model = Files.write(directory.resolve("model.onnx"), TextCase.model().toByteArray());
        Files.writeString(directory.resolve("tokenizer.json"), TextCase.TOKENIZER);
        texts = Files.write(directory.resolve("sentences.txt"), TextCase.sentences(20));
    }

    private Outcome diff(Installation installation) {
        return installation.run("diff", model.toString(), model.toString(), "--text", texts.toString(), "-q", "--json");
    }

    @Test
    void textsBecomeTokensAndNothingElseIsSaid() throws IOException {
        Path cache = directory.resolve("cache");
        Outcome outcome = diff(Installation.built().with(Map.of("DJL_CACHE_DIR", cache.toString())));
        assertEquals(0, outcome.code(), outcome::err);
        assertEquals("", outcome.err());
        assertEquals(
                20,
                new ObjectMapper()
                        .readTree(outcome.out())
                        .get("text")
                        .get("texts")
                        .asInt());
        assertTrue(Files.isDirectory(cache.resolve("tokenizers")), "the library is unpacked there");
        Outcome listed = Installation.built().run("list", "--json");
        assertTrue(listed.out().contains("\"huggingface\""), listed::out);
    }

    @Test
    void whereTheLibraryCannotBeUnpackedThatIsSaid() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "no directory");
        Outcome outcome = diff(Installation.built().with(Map.of("DJL_CACHE_DIR", file.toString())));
        assertEquals(4, outcome.code(), outcome::err);
        assertEquals(1, outcome.err().lines().count(), outcome::err);
        assertTrue(outcome.err().contains("DJL_CACHE_DIR"), outcome::err);
    }

    @Test
    void withoutTokenizersEverythingElseWorks() throws IOException {
        Installation copy = Installation.copyTo(directory.resolve("without them"));
        Outcome listed = copy.run("list");
        assertEquals(0, listed.code(), listed::err);
        assertFalse(listed.out().contains("huggingface"), listed::out);
        Outcome outcome = diff(copy);
        assertEquals(2, outcome.code(), outcome::err);
        assertEquals(1, outcome.err().lines().count(), outcome::err);
        assertTrue(outcome.err().contains("'tokenizers'"), outcome::err);
    }
}
