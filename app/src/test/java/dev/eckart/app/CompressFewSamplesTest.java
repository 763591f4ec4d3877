package dev.eckart.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eckart.app.InProcess.Outcome;
import dev.eckart.app.onnx.ExportedModels;
import dev.eckart.app.onnx.array.NpzWriter;
import dev.eckart.spi.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    /** Four samples are fitted to where layers take 24 and more numbers; what none of them shows is worth something too. */
    @Test
    void fewSamplesDoNotMakeTheModelMuchSmallerThanAskedFor() throws IOException {
        CompressCase files = new CompressCase(directory);
        files.write(ExportedModels.gemmMlp());
        SplittableRandom random = new Seed(5).random();
        double[] numbers = random.doubles(5 * 24, -1, 1).toArray();
        String samples = NpzWriter.npz(directory.resolve("x.npz"), Map.of("x", NpzWriter.floats(numbers, 5, 24)))
                .toString();
        JsonNode report =
                files.compress("--ratio", "1.5", "--data", samples, "--json").json();
        double asked = report.get("parametersBefore").asInt() / 1.5;
        assertTrue(report.get("parametersAfter").asInt() > 0.9 * asked, report::toString);
    }

    /** One sample is fitted to and another kept back, of those that a training leaves. */
    @ParameterizedTest
    @CsvSource({
        "1, compress, samples.npz: 1 of the 2 samples that are needed at least",
        "40, compress --samples 1, --samples: 1 of the 2 samples that are needed at least",
        "1, fine-tune --samples 9, samples.npz: 1 of the 2 samples that are needed at least",
        "40, fine-tune --samples 1, --samples: 1 of the 2 samples that are needed at least",
        "2, compress --fine-tune-epochs 1, samples.npz: 2 of the 3 samples that are needed at least"
    })
    void howManySamplesAreNeededIsSaidBeforeTheWork(int given, String command, String error) throws IOException {
        CompressCase files = new CompressCase(directory);
        files.write(ExportedModels.gemmMlp());
        String samples = files.writeSamples(given);
        List<String> arguments = new ArrayList<>(List.of(command.split(" ")));
        arguments.addAll(
                1, List.of(files.model().toString(), "-o", files.smaller().toString(), "--data", samples));
        arguments.addAll(
                command.startsWith("compress") ? List.of("--ratio", "2") : List.of("--teacher", files.model() + ""));
        Outcome outcome = InProcess.run(arguments.toArray(String[]::new));
        outcome.assertError(2, error, "another kept back");
        assertTrue(!Files.exists(files.smaller()));
    }

    @Test
    void asManySamplesAsAreNeededAreEnough() throws IOException {
        CompressCase files = new CompressCase(directory);
        files.write(ExportedModels.gemmMlp());
        for (int count = 2; count <= 3; count++) {
            String epochs = String.valueOf(count - 2);
            Outcome outcome = files.compress(
                    "--ratio", "2", "--force", "--fine-tune-epochs", epochs, "--data", files.writeSamples(count));
            assertEquals(0, outcome.code(), outcome::err);
        }
    }
}
