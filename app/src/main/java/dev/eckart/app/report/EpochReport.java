package dev.eckart.app.report;

import dev.eckart.spi.train.Evaluation;
import dev.eckart.spi.train.Trainer;
import java.util.List;

/**
 * One epoch of training.
 *
 * @param epoch which one, from 1
 * @param loss mean training loss in the course of the epoch, on augmented pictures
 * @param accuracy training accuracy likewise, 0 to 1
 * @param testLoss loss on the test set afterwards; NaN (null in JSON) if it was not measured
 * @param testAccuracy accuracy on the test set afterwards, 0 to 1; NaN (null in JSON) if it was not measured
 * @param seconds time of the training alone
 */
public record EpochReport(
        int epoch, double loss, double accuracy, double testLoss, double testAccuracy, double seconds) {
    /**
     * The epochs of a training.
     *
     * @param epochs as the trainer tells them
     * @return as the report has them
     */
    public static List<EpochReport> of(List<Trainer.Epoch> epochs) {
        return epochs.stream().map(EpochReport::of).toList();
    }

    private static EpochReport of(Trainer.Epoch epoch) {
        return new EpochReport(
                epoch.epoch(),
                epoch.loss(),
                epoch.accuracy(),
                epoch.validation().map(Evaluation::loss).orElse(Double.NaN),
                epoch.validation().map(Evaluation::accuracy).orElse(Double.NaN),
                epoch.seconds());
    }
}
