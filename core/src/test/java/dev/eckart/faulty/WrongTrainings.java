package dev.eckart.faulty;

import dev.eckart.spi.layer.Workspace;
import dev.eckart.spi.train.Batches;
import dev.eckart.spi.train.DivergenceException;
import dev.eckart.spi.train.Evaluation;
import dev.eckart.spi.train.Trainer;
import dev.eckart.spi.train.Trainer.Epoch;
import dev.eckart.spi.train.Trainer.Listener;
import dev.eckart.spi.train.Trainer.Report;
import dev.eckart.spi.train.Trainer.Request;
import dev.eckart.train.Evaluator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Trainings that are wrong, named by {@link TrainerFault}. */
final class WrongTrainings {
    private static final Listener SILENT = new Listener() {};

    private WrongTrainings() {}

    /** The request with other training samples. */
    private static Request on(Request r, Batches training) {
        return new Request(
                r.model(),
                training,
                r.validation(),
                r.loss(),
                r.optimizer(),
                r.learningRate(),
                r.epochs(),
                r.backend(),
                r.listener());
    }

    /** The request with another learning rate, number of epochs and listener. */
    private static Request with(Request r, double learningRate, int epochs, Listener listener) {
        return new Request(
                r.model(),
                r.training(),
                r.validation(),
                r.loss(),
                r.optimizer(),
                learningRate,
                epochs,
                r.backend(),
                listener);
    }

    static Report nothingLearnt(Trainer sound, Request r) {
        return sound.train(with(r, Double.MIN_NORMAL, r.epochs(), r.listener()));
    }

    static Report faster(Trainer sound, Request r, int millionths) {
        return sound.train(with(r, r.learningRate() * (1 + 1e-6 * millionths), r.epochs(), r.listener()));
    }

    static Report atLeastOneEpoch(Trainer sound, Request r) {
        return sound.train(with(r, r.learningRate(), Math.max(1, r.epochs()), r.listener()));
    }

    static Report toldTwice(Trainer sound, Request r) {
        return sound.train(with(r, r.learningRate(), r.epochs(), new Listener() {
            @Override
            public void step(int epoch, int step, int steps, double loss) {
                r.listener().step(epoch, step, steps, loss);
                r.listener().step(epoch, step, steps, loss);
            }

            @Override
            public void epoch(Epoch epoch) {
                r.listener().epoch(epoch);
            }
        }));
    }

    static Report reportCut(Trainer sound, Request r) {
        List<Epoch> epochs = sound.train(r).epochs();
        return new Report(epochs.subList(0, epochs.size() > 1 ? epochs.size() - 1 : epochs.size()));
    }

    static Report learnsFromValidation(Trainer sound, Request r) {
        r.validation()
                .ifPresent(samples -> sound.train(new Request(
                        r.model(),
                        samples,
                        Optional.empty(),
                        r.loss(),
                        r.optimizer(),
                        r.learningRate(),
                        Math.min(1, r.epochs()),
                        r.backend(),
                        SILENT)));
        return sound.train(r);
    }

    static Report validationStale(Trainer sound, Request r) {
        Optional<Evaluation> before = r.validation()
                .map(samples ->
                        new Evaluator(r.loss().measure()).evaluate(r.model(), samples, new Workspace(r.backend())));
        Function<Epoch, Epoch> stale =
                epoch -> new Epoch(epoch.epoch(), epoch.loss(), epoch.accuracy(), before, epoch.seconds());
        Report report = sound.train(with(r, r.learningRate(), r.epochs(), new Listener() {
            @Override
            public void step(int epoch, int step, int steps, double loss) {
                r.listener().step(epoch, step, steps, loss);
            }

            @Override
            public void epoch(Epoch epoch) {
                r.listener().epoch(stale.apply(epoch));
            }
        }));
        return new Report(report.epochs().stream().map(stale).toList());
    }

    static Report measureIgnored(Trainer sound, Request r) {
        return sound.train(new Request(
                r.model(),
                r.training(),
                r.validation(),
                r.loss()::evaluate,
                r.optimizer(),
                r.learningRate(),
                r.epochs(),
                r.backend(),
                r.listener()));
    }

    static Report divergenceSwallowed(Trainer sound, Request r) {
        try {
            return sound.train(r);
        } catch (DivergenceException e) {
            return new Report(e.epochs());
        }
    }

    static Report samplesOverwritten(Trainer sound, Request r) {
        return sound.train(on(
                r,
                new WrappedBatches(
                        r.training(),
                        epoch -> epoch,
                        batch -> {
                            batch.ifPresent(samples -> samples.inputs().set(0, 0, 0));
                            return batch;
                        },
                        true)));
    }

    static Report streamsLeftOpen(Trainer sound, Request r) {
        return sound.train(on(r, new WrappedBatches(r.training(), epoch -> epoch, batch -> batch, false)));
    }

    static Report firstEpochAgain(Trainer sound, Request r) {
        return sound.train(on(r, new WrappedBatches(r.training(), epoch -> 1, batch -> batch, true)));
    }
}
