package dev.eckart.app.report;

import dev.eckart.spi.train.Evaluation;

/** What became of a training. */
public enum TrainingStatus {
    /** The network was trained. */
    TRAINED,
    /** The network predicts the same class for every picture: its units have died. */
    DEAD,
    /** The network's loss is no longer finite. */
    DIVERGED;

    /**
     * Judges a network by what it does.
     *
     * @param evaluation what was measured after the training
     * @return what became of it
     */
    public static TrainingStatus of(Evaluation evaluation) {
        if (!Double.isFinite(evaluation.loss())) {
            return DIVERGED;
        }
        return evaluation.constant() ? DEAD : TRAINED;
    }
}
