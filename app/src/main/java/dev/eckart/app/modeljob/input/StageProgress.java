package dev.eckart.app.modeljob.input;

import dev.eckart.app.console.Console;
import dev.eckart.app.console.Progress;
import dev.eckart.app.onnx.progress.Stages;
import java.util.Optional;

/** Shows each stage of an operation on models as a progress of its own. */
public final class StageProgress implements Stages, AutoCloseable {
    private final Console console;
    private Optional<Stage> shown = Optional.empty();
    private Progress progress = Progress.none();

    /**
     * Nothing is shown before the first stage begins.
     *
     * @param console where to show it
     */
    public StageProgress(Console console) {
        this.console = console;
    }

    @Override
    public void reached(Stage stage, long done) {
        reached(stage, done, "");
    }

    @Override
    public void reached(Stage stage, long done, String detail) {
        boolean over = done >= stage.total();
        if (!shown.equals(Optional.of(stage))) {
            if (over) {
                // It has been told before that the stage is over, or there was nothing to do.
                return;
            }
            close();
            progress = console.progress(new Progress.Task(stage.title(), stage.total(), stage.unit()));
            shown = Optional.of(stage);
        }
        progress.update(done, detail);
        if (over) {
            close();
        }
    }

    /** Ends what is shown, wherever it is. */
    @Override
    public void close() {
        progress.close();
        progress = Progress.none();
        shown = Optional.empty();
    }
}
