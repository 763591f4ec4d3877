package dev.eckart.conformance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.spi.layer.Layer;
import dev.eckart.spi.layer.Workspace;
import dev.eckart.spi.train.Batches;
import dev.eckart.spi.train.Evaluation;
import dev.eckart.spi.train.Trainer;
import dev.eckart.train.Evaluator;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * The rules T1 to T3, T6 and T7, for what becomes of the network.
 *
 * @param subject the trainer under test
 */
record TrainingOutcome(TrainerCase subject) {
    void learns() {
        Layer model = subject.model();
        Evaluation before = evaluate(model);
        subject.train(model, subject.training(), Optional.empty(), subject.epochs());
        Evaluation after = evaluate(model);
        String losses = "; the loss was " + before.loss() + " before and is " + after.loss() + " after "
                + subject.epochs() + " epochs";
        assertTrue(after.loss() < before.loss(), () -> "T1: the loss did not fall" + losses);
        assertEquals(1, after.accuracy(), () -> "T1: share of the samples that are classified right" + losses);
    }

    void sameBits() {
        run(Optional.empty()).check("T2", "training again", run(Optional.empty()));
        run(validation()).check("T2", "training again with validation", run(validation()));
    }

    private Bits run(Optional<Batches> validation) {
        Layer model = subject.model();
        Trainer.Report report = subject.train(model, subject.training(), validation, subject.epochs());
        return Bits.values(model.parameters())
                .and(Bits.of(report.epochs().stream()
                        .flatMapToDouble(epoch -> DoubleStream.concat(
                                DoubleStream.of(epoch.epoch(), epoch.loss(), epoch.accuracy()),
                                epoch.validation().stream().mapToDouble(Evaluation::loss)))));
    }

    void noEpochs() {
        Layer model = subject.model();
        Trainer.Report report = subject.train(model, subject.training(), validation(), 0, new Trainer.Listener() {
            @Override
            public void step(int epoch, int step, int steps, double loss) {
                throw new AssertionError("T3: a step was told");
            }

            @Override
            public void epoch(Trainer.Epoch epoch) {
                throw new AssertionError("T3: an epoch was told");
            }
        });
        assertEquals(List.of(), report.epochs(), "T3: reported epochs");
        Bits.values(subject.model().parameters())
                .check("T3", "the parameters after no epochs", Bits.values(model.parameters()));
    }

    void validationNotLearnt() {
        Layer alone = subject.model();
        subject.train(alone, subject.training(), Optional.empty(), subject.epochs());
        Layer observed = subject.model();
        subject.train(observed, subject.training(), validation(), subject.epochs());
        Bits.values(alone.parameters())
                .check("T6", "the parameters after training with validation", Bits.values(observed.parameters()));
    }

    void validationMeasured() {
        Layer model = subject.model();
        Trainer.Epoch epoch = subject.train(model, subject.training(), validation(), 1)
                .epochs()
                .get(0);
        assertTrue(epoch.validation().isPresent(), "T7: the validation is missing");
        Evaluation expected = evaluate(model);
        epoch.validation().ifPresent(reported -> {
            // Of logits that differ by rounding, and with them their loss; which of two classes wins is clear.
            new Tolerance(
                            Clouds.WIDTH
                                    * expected.confusion().length
                                    * subject.validation().samples(),
                            subject.precision(),
                            1 + expected.loss())
                    .check("T7", "the validation's loss", Math.abs(reported.loss() - expected.loss()));
            assertEquals(expected.accuracy(), reported.accuracy(), "T7: the validation's accuracy");
            assertArrayEquals(expected.confusion(), reported.confusion(), "T7: the validation's confusion matrix");
        });
    }

    private Optional<Batches> validation() {
        return Optional.of(subject.validation());
    }

    private Evaluation evaluate(Layer model) {
        return new Evaluator(new TaughtLoss().measure())
                .evaluate(model, subject.validation(), new Workspace(subject.backend()));
    }
}
