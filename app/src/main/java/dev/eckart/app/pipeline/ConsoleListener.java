package dev.eckart.app.pipeline;

import dev.eckart.app.console.Console;
import dev.eckart.app.console.Progress;
import dev.eckart.app.experiment.RunListener;
import dev.eckart.app.report.LevelReport;
import dev.eckart.app.report.MissedReport;
import dev.eckart.app.report.NetworkReport;
import dev.eckart.app.report.TrainingStatus;
import dev.eckart.app.report.text.ChoiceText;
import dev.eckart.app.report.text.RunText;
import dev.eckart.app.report.text.SpeedText;
import dev.eckart.spi.train.Trainer;
import java.util.Locale;
import java.util.Optional;

/**
 * Shows a run as it goes: progress on stderr; summary, figures and confusion matrix of each model on stdout, unless one
 * JSON object is to be all that stands there.
 *
 * @param console where to show it
 * @param json whether stdout is for JSON only
 */
public record ConsoleListener(Console console, boolean json) implements RunListener {
    @Override
    public Trainer.Listener training(String what, int epochs) {
        return new TrainingProgress(console, what, epochs);
    }

    @Override
    public void network(String title, NetworkReport network) {
        warn("the " + title, network.status(), Optional.empty());
        result(RunText.summary(title, network.layers(), network.parameters())
                + SpeedText.costs(network.macs(), network.bytes())
                + RunText.metrics(title, network.train(), network.test())
                + RunText.confusion(title, network.confusion()));
    }

    @Override
    public void level(LevelReport level) {
        String title = level.title();
        warn(title, level.status(), level.failure());
        result(RunText.summary(title, level.layers(), level.parameters())
                + SpeedText.costs(level.macs(), level.bytes())
                + ChoiceText.render(level)
                + RunText.metrics(title, level.train(), level.test())
                + RunText.confusion(title, level.confusion()));
    }

    @Override
    public void missed(MissedReport missed) {
        console.warning(missed.title() + " is left out: " + missed.reason());
    }

    private void warn(String what, TrainingStatus status, Optional<String> failure) {
        switch (status) {
            case TRAINED -> {}
            case DEAD ->
                console.warning(what + " is dead: it gives every picture the same class;"
                        + " a smaller learning rate may keep its units alive");
            case DIVERGED -> console.warning(what + " has diverged: " + failure.orElse("its loss is not a number"));
        }
    }

    private void result(String text) {
        if (!json) {
            console.result(text + "\n");
        }
    }

    /** Epochs of one training, counted in steps. */
    private static final class TrainingProgress implements Trainer.Listener {
        private final Console console;
        private final String what;
        private final int epochs;
        private Progress progress = Progress.none();

        TrainingProgress(Console console, String what, int epochs) {
            this.console = console;
            this.what = what;
            this.epochs = epochs;
        }

        @Override
        public void step(int epoch, int step, int steps, double loss) {
            if (epoch == 1 && step == 1) {
                progress = console.progress(new Progress.Task("training " + what, (long) epochs * steps, "steps"));
            }
            progress.update(
                    (long) (epoch - 1) * steps + step,
                    String.format(Locale.ROOT, "epoch %d/%d, loss %.4f", epoch, epochs, loss));
        }

        @Override
        public void epoch(Trainer.Epoch epoch) {
            if (epoch.epoch() == epochs) {
                progress.close();
            }
        }
    }
}
