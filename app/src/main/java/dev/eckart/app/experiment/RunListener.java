package dev.eckart.app.experiment;

import dev.eckart.app.report.LevelReport;
import dev.eckart.app.report.MissedReport;
import dev.eckart.app.report.NetworkReport;
import dev.eckart.spi.train.Trainer;

/** Is told of a run as it goes, by the thread that does the work. */
public interface RunListener {
    /**
     * A training begins.
     *
     * @param what what is trained, such as {@code base}
     * @param epochs how many epochs it will take
     * @return is told of its progress
     */
    Trainer.Listener training(String what, int epochs);

    /**
     * A network has been trained that is not a level's.
     *
     * @param title what a person calls it, such as {@code base}
     * @param network how it does
     */
    void network(String title, NetworkReport network);

    /**
     * A level is done.
     *
     * @param level how it does
     */
    void level(LevelReport level);

    /**
     * No network was found for a level, and the others follow.
     *
     * @param missed which, and why
     */
    default void missed(MissedReport missed) {}
}
