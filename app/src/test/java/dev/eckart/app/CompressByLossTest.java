package dev.eckart.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.app.InProcess.Outcome;
import dev.eckart.app.onnx.ExportedModels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A largest loss as the target. */
class CompressByLossTest {
    private static final Pattern TRIED = Pattern.compile("layers of ([\\d,]+) parameters lose");
    private static final Pattern SMALLEST = Pattern.compile("the smallest possible layers have ([\\d,]+) parameters");

    @TempDir
    private Path directory;

    private static String first(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        assertTrue(found.find(), text);
        return found.group(1);
    }

    /** Layers that become narrower together are smaller than factors of rank 1. */
    @Test
    void theSmallestThatIsToldIsTheSmallestThatWasTried() throws IOException {
        CompressCase files = new CompressCase(directory);
        files.write(ExportedModels.gemmMlp());
        Outcome outcome = files.compress("--max-loss", "1e-9 relative", "--data", files.writeSamples(200));
        assertEquals(3, outcome.code(), outcome::err);
        assertEquals(first(TRIED, outcome.err()), first(SMALLEST, outcome.err()));
    }
}
