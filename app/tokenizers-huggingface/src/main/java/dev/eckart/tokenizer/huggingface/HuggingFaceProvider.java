package dev.eckart.tokenizer.huggingface;

import ai.djl.engine.EngineException;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.util.Utils;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.eckart.spi.EckartException;
import dev.eckart.spi.text.Tokenizer;
import dev.eckart.spi.text.TokenizerProvider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** Loads a {@code tokenizer.json}. */
public final class HuggingFaceProvider implements TokenizerProvider {
    /** DJL's, which then neither downloads a library nor tells its makers that it was used. */
    private static final String OFFLINE = "ai.djl.offline";

    @Override
    public String name() {
        return "huggingface";
    }

    @Override
    public boolean reads(Path file) {
        return file.getFileName().toString().endsWith(".json");
    }

    @Override
    public Tokenizer open(Path file) {
        byte[] json = read(file);
        requireOwnPlace();
        if (System.getProperty(OFFLINE) == null) {
            System.setProperty(OFFLINE, "true");
        }
        try {
            return new HuggingFaceTokens(
                    HuggingFaceTokenizer.newInstance(new ByteArrayInputStream(json), options(json)));
        } catch (EngineException | LinkageError e) {
            throw new EckartException(
                    "the library of tokenizers cannot be loaded, which is unpacked into '" + Utils.getEngineCacheDir()
                            + "' (DJL_CACHE_DIR names another directory): " + reason(e),
                    e);
        } catch (IOException | RuntimeException e) {
            throw none(file, e);
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new EckartException("'" + file + "': there is no such file", e);
        } catch (IOException e) {
            throw new EckartException("'" + file + "' cannot be read: " + e, e);
        }
    }

    /**
     * What the file says is what counts: DJL would fill texts up to the longest, cut them after 512 tokens at most, and where
     * the file does not cut them, after as many as it fills them up to.
     */
    private static Map<String, String> options(byte[] json) {
        JsonObject content =
                JsonParser.parseString(new String(json, StandardCharsets.UTF_8)).getAsJsonObject();
        boolean cut = content.get("truncation") instanceof JsonObject;
        return Map.of(
                "padding", "false",
                "truncation", String.valueOf(cut),
                "modelMaxLength", String.valueOf(1 << 30));
    }

    /**
     * Without a home DJL would take a directory of a known name that is everybody's, and load what lies there.
     */
    private static void requireOwnPlace() {
        boolean named = Stream.of("ENGINE_CACHE_DIR", "DJL_CACHE_DIR")
                .map(Utils::getEnvOrSystemProperty)
                .anyMatch(place -> place != null && !place.isEmpty());
        String home = System.getProperty("user.home");
        if (!named && !Files.isWritable(Path.of(home))) {
            throw new EckartException("the library of tokenizers cannot be unpacked, for '" + home
                    + "' cannot be written to; name a directory of yours with DJL_CACHE_DIR");
        }
    }

    private static EckartException none(Path file, Exception e) {
        return new EckartException("'" + file + "' is no tokenizer: " + reason(e), e);
    }

    private static String reason(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage()).lines().findFirst().orElse("");
    }
}
