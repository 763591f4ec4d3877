package dev.eckart.app.report;

import dev.eckart.spi.train.Evaluation;

/**
 * How a network does on a set of pictures.
 *
 * @param loss mean cross-entropy; NaN (null in JSON) if the network has diverged
 * @param accuracy top-1 accuracy, 0 to 1
 */
public record Metrics(double loss, double accuracy) {
    /**
     * The two figures of an evaluation.
     *
     * @param evaluation what was measured
     * @return its loss and accuracy
     */
    public static Metrics of(Evaluation evaluation) {
        return new Metrics(evaluation.loss(), evaluation.accuracy());
    }
}
