package dev.eckart.app.onnx.walk;

import dev.eckart.app.onnx.progress.Stages;
import dev.eckart.app.onnx.progress.Stages.Stage;
import java.util.Optional;
import java.util.function.LongConsumer;

/** Adds up what the runs of a stage cost, and tells how far it is. */
public final class Tally implements LongConsumer {
    /** What costs are counted in: an operator of the model that is run on a sample. */
    private static final String UNIT = "operators";

    private final Stages stages;
    private Optional<Stage> stage = Optional.empty();
    private long done;

    /**
     * Nothing has been run yet.
     *
     * @param stages told how far it is
     */
    public Tally(Stages stages) {
        this.stages = stages;
    }

    /**
     * Begins a stage.
     *
     * @param title a few words
     * @param total what its runs will cost, as far as can be foreseen; more than that is told too
     */
    public void begin(String title, long total) {
        stage = Optional.of(new Stage(title, total, UNIT));
        done = 0;
        stages.reached(stage.get(), 0);
    }

    @Override
    public void accept(long cost) {
        done += cost;
        stage.ifPresent(some -> stages.reached(some, done));
    }

    /** Ends the stage. */
    public void end() {
        stage.ifPresent(some -> stages.reached(some, Math.max(done, some.total())));
        stage = Optional.empty();
    }
}
