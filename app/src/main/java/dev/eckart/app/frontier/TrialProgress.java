package dev.eckart.app.frontier;

import dev.eckart.app.console.Console;
import dev.eckart.app.pipeline.ConsoleListener;
import dev.eckart.app.pipeline.RunListener;
import dev.eckart.app.report.LevelReport;
import dev.eckart.app.report.NetworkReport;
import dev.eckart.spi.train.Trainer;

/** Shows which trial is being carried out; its figures come in the table at the end. */
final class TrialProgress implements RunListener {
    private final ConsoleListener shown;
    private final String seed;
    private String way = "";

    TrialProgress(Console console, long seed) {
        this.shown = new ConsoleListener(console, true);
        this.seed = ", seed " + seed;
    }

    void begin(Trial.Way next) {
        way = " by " + next.decomposer() + ", " + next.allocator();
    }

    @Override
    public Trainer.Listener training(String what, int epochs) {
        return shown.training(what + way + seed, epochs);
    }

    @Override
    public void network(String title, NetworkReport network) {
        shown.network(title, network);
    }

    @Override
    public void level(LevelReport level) {
        shown.level(level);
    }
}
