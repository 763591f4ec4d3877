package dev.eckart.app.verify;

import dev.eckart.app.console.Console;
import dev.eckart.app.experiment.RunListener;
import dev.eckart.app.pipeline.ConsoleListener;
import dev.eckart.app.report.LevelReport;
import dev.eckart.app.report.NetworkReport;
import dev.eckart.spi.train.Trainer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Shows the progress of a pipeline and keeps the loss of every step of its first training, which is the base's. */
final class Recording implements RunListener {
    private final String who;
    private final ConsoleListener shown;
    private final List<VerifyReport.Step> steps = new ArrayList<>();
    private boolean begun;

    Recording(String who, Console console) {
        this.who = who;
        this.shown = new ConsoleListener(console, true);
    }

    @Override
    public Trainer.Listener training(String what, int epochs) {
        Trainer.Listener progress = shown.training(what + " on " + who, epochs);
        boolean first = !begun;
        begun = true;
        return new Trainer.Listener() {
            @Override
            public void step(int epoch, int step, int count, double loss) {
                progress.step(epoch, step, count, loss);
                if (first) {
                    steps.add(new VerifyReport.Step(epoch, step, loss));
                }
            }

            @Override
            public void epoch(Trainer.Epoch epoch) {
                progress.epoch(epoch);
            }
        };
    }

    /** A base that is dead would agree with any other one. */
    @Override
    public void network(String title, NetworkReport network) {
        shown.network(title, network);
    }

    @Override
    public void level(LevelReport level) {}

    /** The first step at which two trainings differ by more than a share of the loss. */
    Optional<VerifyReport.Step> partingFrom(Recording other, double share) {
        for (int i = 0; i < Math.min(steps.size(), other.steps.size()); i++) {
            double loss = other.steps.get(i).loss();
            if (!(Math.abs(steps.get(i).loss() - loss) <= share * loss)) {
                return Optional.of(steps.get(i));
            }
        }
        return Optional.empty();
    }
}
