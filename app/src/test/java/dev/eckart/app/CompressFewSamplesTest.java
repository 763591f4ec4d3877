package dev.eckart.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.app.InProcess.Outcome;
import dev.eckart.app.onnx.ExportedModels;
import dev.eckart.app.onnx.array.NpzWriter;
import dev.eckart.spi.Seed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Few samples are fitted to closely, which says little of others. */
class CompressFewSamplesTest {
    private static final String WARNING = " of them kept back, to which nothing was fitted";

    @TempDir
    private Path directory;

    /** Eight of ten samples of noise span a third of what goes in: the model moves little there, and elsewhere it moves. */
    @Test
    void theVerdictTellsWhatWasNotFittedTo() throws IOException {
        CompressCase files = new CompressCase(directory);
        files.write(ExportedModels.gemmMlp());
        SplittableRandom random = new Seed(5).random();
        double[] numbers = new double[10 * 24];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = random.nextGaussian();
        }
        String samples = NpzWriter.npz(directory.resolve("x.npz"), Map.of("x", NpzWriter.floats(numbers, 10, 24)))
                .toString();
        Outcome outcome = files.compress("--ratio", "2", "--data", samples);
        assertEquals(0, outcome.code(), outcome::err);
        assertTrue(outcome.out().contains(" on the 2" + WARNING), outcome::out);
    }

    /** Samples of four directions, of which 32 are enough. */
    @Test
    void nothingIsSaidWhereOutputsMoveAsMuchOnAll() throws IOException {
        CompressCase files = new CompressCase(directory);
        files.write(ExportedModels.gemmMlp());
        Outcome outcome = files.compress("--ratio", "2", "--data", files.writeSamples(40));
        assertEquals(0, outcome.code(), outcome::err);
        assertTrue(outcome.out().contains("outputs moved by"), outcome::out);
        assertTrue(!outcome.out().contains(WARNING), outcome::out);
    }

    /** Of two samples one is fitted to, which shows one direction: the least possible loses nothing of it. */
    @Test
    void aModelThatIsMuchSmallerThanAskedForSaysWhy() throws IOException {
        CompressCase files = new CompressCase(directory);
        files.write(ExportedModels.gemmMlp());
        String note = "lose nothing that the samples show";
        Outcome two = files.compress("--ratio", "2", "--data", files.writeSamples(2));
        assertTrue(two.err().contains(note), two::err);
        Outcome many = files.compress("--ratio", "2", "--force", "--data", files.writeSamples(200));
        assertTrue(!many.err().contains(note), many::err);
    }
}
