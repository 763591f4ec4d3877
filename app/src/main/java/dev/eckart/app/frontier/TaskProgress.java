package dev.eckart.app.frontier;

import dev.eckart.app.experiment.RunListener;
import dev.eckart.app.report.LevelReport;
import dev.eckart.app.report.NetworkReport;
import dev.eckart.spi.engine.Workplace;
import dev.eckart.spi.train.Trainer;
import java.util.Locale;

/**
 * Tells how far a task is.
 *
 * @param workplace where it is carried out
 */
record TaskProgress(Workplace workplace) implements RunListener {
    @Override
    public Trainer.Listener training(String what, int epochs) {
        return new Trainer.Listener() {
            @Override
            public void step(int epoch, int step, int steps, double loss) {
                workplace.progress(String.format(Locale.ROOT, "epoch %d/%d, loss %.4f", epoch, epochs, loss));
            }
        };
    }

    @Override
    public void network(String title, NetworkReport network) {
        // Whoever waits for the task has it of its result.
    }

    @Override
    public void level(LevelReport level) {
        // Whoever waits for the task has it of its result.
    }
}
