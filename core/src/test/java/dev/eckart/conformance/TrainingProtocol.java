package dev.eckart.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.spi.train.DivergenceException;
import dev.eckart.spi.train.Trainer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The rules T4, T5, T8 and T9, for how a trainer goes about it.
 *
 * @param subject the trainer under test
 */
record TrainingProtocol(TrainerCase subject) {
    private static final int EPOCHS = 3;

    void samplesUnchanged() {
        Clouds training = subject.training();
        Clouds validation = subject.validation();
        subject.train(subject.model(), training, Optional.of(validation), EPOCHS);
        assertFalse(training.written(), "T4: a batch for training was changed");
        assertFalse(validation.written(), "T4: a batch for validation was changed");
    }

    void progressTold() {
        List<String> told = new ArrayList<>();
        List<Trainer.Epoch> epochs = new ArrayList<>();
        Trainer.Listener listener = new Trainer.Listener() {
            @Override
            public void step(int epoch, int step, int steps, double loss) {
                told.add("epoch " + epoch + " step " + step + " of " + steps
                        + (Double.isFinite(loss) ? "" : " " + loss));
            }

            @Override
            public void epoch(Trainer.Epoch epoch) {
                told.add("epoch " + epoch.epoch());
                epochs.add(epoch);
            }
        };
        Trainer.Report report =
                subject.train(subject.model(), subject.training(), Optional.of(subject.validation()), EPOCHS, listener);
        assertEquals(String.join("\n", expected()), String.join("\n", told), "T5: what the listener was told");
        assertEquals(epochs, report.epochs(), "T5: epochs told and epochs reported");
        report.epochs().forEach(TrainingProtocol::checkSensible);
    }

    private static List<String> expected() {
        List<String> expected = new ArrayList<>();
        for (int epoch = 1; epoch <= EPOCHS; epoch++) {
            for (int step = 1; step <= Clouds.COUNT; step++) {
                expected.add("epoch " + epoch + " step " + step + " of " + Clouds.COUNT);
            }
            expected.add("epoch " + epoch);
        }
        return expected;
    }

    private static void checkSensible(Trainer.Epoch epoch) {
        assertTrue(Double.isFinite(epoch.loss()), () -> "T5: loss of " + epoch);
        assertTrue(epoch.accuracy() >= 0 && epoch.accuracy() <= 1, () -> "T5: accuracy of " + epoch);
        assertTrue(epoch.seconds() >= 0, () -> "T5: seconds of " + epoch);
    }

    void divergenceReported() {
        Clouds broken = subject.broken(2);
        DivergenceException divergence = assertThrows(
                DivergenceException.class,
                () -> subject.train(subject.model(), broken, Optional.empty(), EPOCHS),
                "T8: the last batch of epoch 2 is not a number");
        assertEquals(1, divergence.epochs().size(), "T8: epochs that went well before");
        String message = divergence.getMessage();
        assertTrue(message.contains("epoch 2"), () -> "T8: the message must name epoch 2: " + message);
        assertFalse(message.contains("\n"), "T8: the message must be one line");
        Clouds brokenValidation = subject.broken(1);
        assertThrows(
                DivergenceException.class,
                () -> subject.train(subject.model(), subject.training(), Optional.of(brokenValidation), EPOCHS),
                "T8: the validation is not a number");
    }

    void streamsClosed() {
        Clouds training = subject.training();
        Clouds validation = subject.validation();
        subject.train(subject.model(), training, Optional.of(validation), EPOCHS);
        List<Integer> all = IntStream.rangeClosed(1, EPOCHS).boxed().toList();
        assertEquals(all, training.epochs(), "T9: epochs of the training samples asked for");
        assertEquals(0, training.open(), "T9: streams of training batches left open");
        assertEquals(0, validation.open(), "T9: streams of validation batches left open");
        checkClosedAfterFailure();
    }

    private void checkClosedAfterFailure() {
        Clouds training = subject.training();
        IllegalStateException failure = new IllegalStateException("the listener fails on purpose");
        Trainer.Listener failing = new Trainer.Listener() {
            @Override
            public void step(int epoch, int step, int steps, double loss) {
                throw failure;
            }
        };
        RuntimeException thrown = assertThrows(
                RuntimeException.class,
                () -> subject.train(subject.model(), training, Optional.empty(), EPOCHS, failing),
                "T9: a listener's failure ends the training");
        assertTrue(
                thrown == failure || thrown.getCause() == failure, () -> "T9: a listener's failure became " + thrown);
        assertEquals(0, training.open(), "T9: streams of training batches left open after a failure");
    }
}
