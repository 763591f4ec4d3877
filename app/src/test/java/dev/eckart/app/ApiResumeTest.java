package dev.eckart.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.app.api.Eckart;
import dev.eckart.app.config.ConfigurationException;
import dev.eckart.app.experiment.RunListener;
import dev.eckart.app.report.LevelReport;
import dev.eckart.app.report.NetworkReport;
import dev.eckart.app.report.RunReport;
import dev.eckart.spi.train.Trainer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that was cut off goes on through the API. */
class ApiResumeTest {
    @TempDir
    private Path directory;

    @Test
    void itEndsInTheSameBits() throws IOException {
        Path place = directory.resolve("run");
        Eckart eckart = ApiCase.in(directory).eckart();
        RunReport whole = eckart.onProgress(new Copying(place)).run(place);
        Path moved = Files.move(place, directory.resolve("whole"));
        List<String> trained = new ArrayList<>();
        RunReport resumed = ApiCase.silently(
                () -> ApiCase.plain().onProgress(new Trained(trained)).resume(place));
        assertEquals(List.of("4x"), trained, "what was done is not done again");
        assertEquals(ApiCase.json(whole), ApiCase.json(resumed));
        for (String file : List.of("base.onnx", "11747.onnx", "4x.onnx")) {
            assertArrayEquals(Files.readAllBytes(moved.resolve(file)), Files.readAllBytes(place.resolve(file)), file);
        }
    }

    @Test
    void whereThereIsNoneItSaysSo() {
        Path none = directory.resolve("none");
        String command = InProcess.run("run", "--resume", none + "").err();
        String problem = assertThrows(
                        ConfigurationException.class, () -> ApiCase.plain().resume(none))
                .getMessage();
        assertEquals("eckart: error: " + problem, command.strip());
        Eckart configured = ApiCase.plain().configFile(directory.resolve("my.conf"));
        problem = assertThrows(ConfigurationException.class, () -> configured.resume(none))
                .getMessage();
        assertTrue(problem.contains("leave out"), problem);
    }

    /** Writes down what is trained. */
    private record Trained(List<String> titles) implements RunListener {
        @Override
        public Trainer.Listener training(String what, int epochs) {
            titles.add(what);
            return new Trainer.Listener() {};
        }

        @Override
        public void network(String title, NetworkReport network) {}

        @Override
        public void level(LevelReport level) {}
    }

    /** Copies what a process would leave that is killed when the last level is done and not yet kept. */
    private record Copying(Path place) implements RunListener {
        @Override
        public Trainer.Listener training(String what, int epochs) {
            return new Trainer.Listener() {};
        }

        @Override
        public void network(String title, NetworkReport network) {}

        @Override
        public void level(LevelReport level) {
            if (level.title().equals("4x")) {
                try {
                    copy();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }

        private void copy() throws IOException {
            String begin = "." + place.getFileName() + ".part";
            Path draft = files(place.getParent())
                    .filter(file -> file.getFileName().toString().startsWith(begin))
                    .findFirst()
                    .orElseThrow();
            Path left = Files.createDirectory(place.resolveSibling(begin + "1-1"));
            for (Path file : files(draft).filter(Files::isRegularFile).toList()) {
                Files.copy(file, left.resolve(file.getFileName()));
            }
        }

        private static Stream<Path> files(Path folder) throws IOException {
            try (Stream<Path> files = Files.list(folder)) {
                return files.toList().stream();
            }
        }
    }
}
