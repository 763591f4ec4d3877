package dev.eckart.app.engine;

import dev.eckart.app.console.Console;
import dev.eckart.app.console.Progress;
import dev.eckart.app.output.RunDirectory;
import dev.eckart.engine.Wire;
import dev.eckart.spi.EckartException;
import dev.eckart.spi.engine.Engine;
import dev.eckart.spi.engine.Payload;
import dev.eckart.spi.engine.Task;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Carries out tasks of which those that are done are kept in a run directory: whoever goes on with it does only the others.
 *
 * @param engine carries them out
 * @param directory keeps what came of them
 * @param console shows how far they are
 */
public record KeptTasks(Engine engine, RunDirectory directory, Console console) {
    /**
     * Tasks of one kind.
     *
     * @param what what they are called together, such as {@code trials}; nothing else in the directory has this name
     * @param tasks one after the other
     */
    public record Stage(String what, List<Task> tasks) {
        private String file(int task) {
            return "." + what + "-" + task + ".task";
        }
    }

    /**
     * Carries out those that are not done yet.
     *
     * @param stage the tasks
     * @param told told of each that is done, now or before
     * @return what came of all, in their order
     * @throws EckartException if one cannot be done; what is done is kept then
     */
    public List<Payload> run(Stage stage, BiConsumer<Task, Payload> told) {
        List<Optional<Payload>> known = new ArrayList<>();
        for (int i = 0; i < stage.tasks().size(); i++) {
            known.add(directory.find(stage.file(i)).map(KeptTasks::read));
            Task task = stage.tasks().get(i);
            known.get(i).ifPresent(result -> told.accept(task, result));
        }
        List<Integer> open = new ArrayList<>();
        for (int i = 0; i < known.size(); i++) {
            if (known.get(i).isEmpty()) {
                open.add(i);
            }
        }
        if (!open.isEmpty()) {
            List<Payload> done = carryOut(stage, open, told);
            for (int i = 0; i < open.size(); i++) {
                known.set(open.get(i), Optional.of(done.get(i)));
            }
        }
        return known.stream().map(Optional::orElseThrow).toList();
    }

    private List<Payload> carryOut(Stage stage, List<Integer> open, BiConsumer<Task, Payload> told) {
        List<Task> tasks = open.stream().map(stage.tasks()::get).toList();
        try (Progress progress = console.progress(
                new Progress.Task("working on " + tasks.size() + " " + stage.what(), tasks.size(), stage.what()))) {
            return engine.run(tasks, new Engine.Listener() {
                private int done;

                @Override
                public void progressed(int task, String detail) {
                    progress.update(done, tasks.get(task).title() + ": " + detail);
                }

                @Override
                public void done(int task, Payload result) {
                    directory.write(stage.file(open.get(task)), Wire.bytes(result));
                    directory.keepIfCutOff();
                    done++;
                    progress.update(done, tasks.get(task).title() + " done");
                    told.accept(tasks.get(task), result);
                }
            });
        } catch (EckartException e) {
            directory.keepIfFailed();
            throw e;
        }
    }

    /** All that was kept goes into a report, and is not needed any more. */
    public void forget(Stage stage) {
        for (int i = 0; i < stage.tasks().size(); i++) {
            directory.letPass(stage.file(i));
        }
    }

    private static Payload read(Path file) {
        try {
            return Wire.payload(Files.readAllBytes(file));
        } catch (IOException | UncheckedIOException e) {
            throw new EckartException(
                    "'" + file + "' cannot be read (" + e.getMessage() + "); delete it, and what was in"
                            + " it is done again",
                    e);
        }
    }
}
