package dev.eckart.faulty;

import dev.eckart.spi.train.Trainer;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** What can be wrong with a trainer, and the rules of the conformance kit that must notice it. */
enum TrainerFault {
    NONE("", Trainer::train),

    /** Steps are so small that nothing is learnt. */
    NOTHING_LEARNT("T1", WrongTrainings::nothingLearnt),

    /** The learning rate changes a little from call to call. */
    UNSTEADY("T2 T6", () -> {
        AtomicInteger calls = new AtomicInteger();
        return (sound, request) -> WrongTrainings.faster(sound, request, calls.incrementAndGet());
    }),

    /** No epochs are taken for one. */
    TRAINS_AT_ZERO("T3", WrongTrainings::atLeastOneEpoch),

    /** Samples are changed where they lie. */
    SAMPLES_OVERWRITTEN("T4", WrongTrainings::samplesOverwritten),

    /** Each step is told twice. */
    TOLD_TWICE("T5", WrongTrainings::toldTwice),

    /** The report leaves out the last epoch. */
    REPORT_CUT("T5", WrongTrainings::reportCut),

    /** The validation samples are learnt first. */
    LEARNS_FROM_VALIDATION("T6", WrongTrainings::learnsFromValidation),

    /** The validation is measured before the epoch. */
    VALIDATION_STALE("T7", WrongTrainings::validationStale),

    /** The validation is measured by the loss for training. */
    MEASURE_IGNORED("T7", WrongTrainings::measureIgnored),

    /** A loss that is NaN ends the training as if all were well. */
    NAN_SWALLOWED("T8", WrongTrainings::divergenceSwallowed),

    /** Streams of batches are not closed. */
    STREAMS_LEFT_OPEN("T9", WrongTrainings::streamsLeftOpen),

    /** Every epoch has the batches of the first. */
    FIRST_EPOCH_AGAIN("T8 T9", WrongTrainings::firstEpochAgain);

    private final String rules;
    private final Supplier<BiFunction<Trainer, Trainer.Request, Trainer.Report>> training;

    TrainerFault(String rules, BiFunction<Trainer, Trainer.Request, Trainer.Report> training) {
        this(rules, () -> training);
    }

    TrainerFault(String rules, Supplier<BiFunction<Trainer, Trainer.Request, Trainer.Report>> training) {
        this.rules = rules;
        this.training = training;
    }

    /** The rules that must fail. */
    String rules() {
        return rules;
    }

    Trainer in(Trainer trainer) {
        BiFunction<Trainer, Trainer.Request, Trainer.Report> own = training.get();
        return new Trainer() {
            @Override
            public String name() {
                return trainer.name();
            }

            @Override
            public Report train(Request request) {
                return own.apply(trainer, request);
            }
        };
    }
}
