package dev.eckart.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eckart.app.data.IdxWriter;
import dev.eckart.app.data.digits.SyntheticDigits;
import dev.eckart.spi.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs of the built distribution that are killed and go on. */
class ResumeIT {
    private static final int KILLS = 10;

    @TempDir
    private Path directory;

    private Path data;

    @BeforeEach
    void data() {
        data = IdxWriter.write(directory.resolve("data"), SyntheticDigits.dataset(new Seed(3), 600, 200));
    }

    @Test
    void aRunThatIsKilledGoesOnAndEndsInTheSameBits() throws IOException, InterruptedException {
        long begin = System.nanoTime();
        assertEquals(0, begun("whole").waitFor());
        long milliseconds = (System.nanoTime() - begin) / 1_000_000;
        SplittableRandom random = new Seed(11).random();
        int kills = 0;
        for (int run = 0; kills < KILLS; run++) {
            Path place = directory.resolve("cut-" + run);
            Process process = begun(place.getFileName().toString());
            // A run that has taken its place is whole, even if it is killed in its last words.
            boolean whole = false;
            while (!whole && !process.waitFor(random.nextLong(milliseconds), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
                kills++;
                whole = Files.exists(place);
                if (!whole) {
                    process = left(place)
                            ? resumed(place)
                            : begun(place.getFileName().toString());
                }
            }
            if (!whole) {
                assertEquals(0, process.exitValue(), Files.readString(directory.resolve("err")));
            }
            assertSame(directory.resolve("whole"), place);
        }
        try (Stream<Path> files = Files.list(directory)) {
            assertEquals(
                    List.of(),
                    files.filter(file -> file.getFileName().toString().startsWith(".cut"))
                            .filter(file -> file.resolve("config.conf").toFile().exists())
                            .toList());
        }
    }

    private static void assertSame(Path whole, Path cut) throws IOException {
        JsonNode report =
                new ObjectMapper().readTree(whole.resolve("report.json").toFile());
        assertEquals(
                StableJson.of(report),
                StableJson.of(
                        new ObjectMapper().readTree(cut.resolve("report.json").toFile())));
        assertEquals(names(whole), names(cut));
        for (JsonNode model : report.get("models")) {
            String file = model.get("file").asText();
            assertArrayEquals(Files.readAllBytes(whole.resolve(file)), Files.readAllBytes(cut.resolve(file)), file);
        }
    }

    private static List<String> names(Path run) throws IOException {
        try (Stream<Path> files = Files.list(run)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** Whether a killed run got so far that there is something to go on with. */
    private boolean left(Path place) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.anyMatch(file -> file.getFileName().toString().startsWith("." + place.getFileName() + ".part")
                    && Files.exists(file.resolve(".report.json.begun")));
        }
    }

    private Process begun(String place) throws IOException {
        return started(
                "--preset",
                "best",
                "--data",
                data.toString(),
                "-P",
                "base.epochs=3",
                "-P",
                "fine-tune.epochs=2",
                "-o",
                directory.resolve(place).toString());
    }

    private Process resumed(Path place) throws IOException {
        return started("--resume", place.toString());
    }

    private Process started(String... options) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(Installation.built().script().toString(), "run", "--quiet"));
        command.addAll(List.of(options));
        return new ProcessBuilder(command)
                .redirectOutput(directory.resolve("out").toFile())
                .redirectError(directory.resolve("err").toFile())
                .start();
    }
}
