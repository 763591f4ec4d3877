package dev.eckart.app.report;

import dev.eckart.spi.train.Evaluation;

/** What became of a training. */
public enum TrainingStatus {
    /** It learnt. */
    TRAINED,
    /** It gives every picture the same class: its units have died. */
    DEAD,
    /** Its loss is no longer a number. */
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
