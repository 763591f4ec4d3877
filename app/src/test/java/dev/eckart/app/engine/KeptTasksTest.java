package dev.eckart.app.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.eckart.app.config.ConfigurationException;
import dev.eckart.app.console.Console;
import dev.eckart.app.console.Terminal;
import dev.eckart.app.output.RunDirectory;
import dev.eckart.spi.EckartException;
import dev.eckart.spi.Seed;
import dev.eckart.spi.engine.Engine;
import dev.eckart.spi.engine.Payload;
import dev.eckart.spi.engine.Task;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is done is done once, whatever happens to whoever does it. */
class KeptTasksTest {
    private static final String REPORT = "report.json";

    @TempDir
    private Path directory;

    private final List<String> carriedOut = new ArrayList<>();

    /** Gives back titles, and gives up after some tasks. */
    private final class Tired implements Engine {
        private final int strength;

        Tired(int strength) {
            this.strength = strength;
        }

        @Override
        public List<Payload> run(List<Task> tasks, Listener listener) {
            List<Payload> results = new ArrayList<>();
            for (int i = 0; i < tasks.size(); i++) {
                if (i == strength) {
                    throw new EckartException("nobody is there any more");
                }
                carriedOut.add(tasks.get(i).title());
                results.add(Payload.NONE.with("title", tasks.get(i).title()));
                listener.done(i, results.get(i));
            }
            return results;
        }

        @Override
        public void close() {}
    }

    private static KeptTasks.Stage stage() {
        return new KeptTasks.Stage(
                "pieces",
                IntStream.range(0, 5)
                        .mapToObj(
                                i -> new Task("kind", "piece " + i, new Seed(i), Map.of(), Payload.NONE, List.of(), 0))
                        .toList());
    }

    private static KeptTasks tasks(Engine engine, RunDirectory place) {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        return new KeptTasks(
                engine,
                place,
                new Console(nowhere, nowhere, Terminal.none(), Console.Verbosity.QUIET, System::nanoTime));
    }

    @Test
    void whatIsDoneIsNotDoneAgain() throws IOException {
        Path place = directory.resolve("result");
        RunDirectory begun = RunDirectory.prepare(place, REPORT, false);
        begun.write(RunDirectory.CONFIGURATION, "seed = 1");
        assertThrows(EckartException.class, () -> tasks(new Tired(2), begun).run(stage(), (task, result) -> {}));
        begun.close();
        assertThrows(ConfigurationException.class, () -> RunDirectory.resume(place, "frontier.json", false));

        RunDirectory resumed = RunDirectory.resume(place, REPORT, false);
        List<String> told = new ArrayList<>();
        List<Payload> results = tasks(new Tired(5), resumed)
                .run(stage(), (task, result) -> told.add(task.title() + " is " + result.text("title")));
        assertEquals(
                List.of("piece 0", "piece 1", "piece 2", "piece 3", "piece 4"),
                results.stream().map(result -> result.text("title")).toList());
        assertEquals(List.of("piece 0", "piece 1", "piece 2", "piece 3", "piece 4"), carriedOut);
        assertEquals(5, told.size());
        assertEquals("piece 4 is piece 4", told.get(4));
        tasks(new Tired(0), resumed).forget(stage());
        Path published = resumed.publish();
        try (Stream<Path> files = Files.list(published)) {
            assertEquals(
                    List.of("config.conf"),
                    files.map(file -> file.getFileName().toString()).toList());
        }
    }

    @Test
    void ofWhatFailedAtOnceNothingIsLeft() throws IOException {
        RunDirectory begun = RunDirectory.prepare(directory.resolve("result"), REPORT, false);
        begun.write(RunDirectory.CONFIGURATION, "seed = 1");
        assertThrows(EckartException.class, () -> tasks(new Tired(0), begun).run(stage(), (task, result) -> {}));
        assertFalse(begun.isKept());
        begun.close();
        try (Stream<Path> files = Files.list(directory)) {
            assertEquals(0, files.count());
        }
    }
}
