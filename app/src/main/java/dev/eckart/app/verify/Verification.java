package dev.eckart.app.verify;

import dev.eckart.app.config.Settings;
import dev.eckart.app.console.Console;
import dev.eckart.app.pipeline.Experiment;
import dev.eckart.app.report.LevelReport;
import dev.eckart.app.verify.VerifyReport.Pipeline;
import dev.eckart.app.verify.VerifyReport.SharedBase;
import dev.eckart.app.verify.VerifyReport.Verified;
import dev.eckart.nn.Network;
import dev.eckart.spi.EckartException;
import dev.eckart.spi.Parameter;
import dev.eckart.spi.Seed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Runs the pipeline on every backend and compares what comes out with the referee's. */
final class Verification {
    private final Settings settings;
    private final Console console;
    private final Subject referee;
    private final List<Subject> subjects;
    private final Map<Subject, Experiment.Base> bases = new LinkedHashMap<>();

    /**
     * A verification, not begun.
     *
     * @param settings the resolved configuration
     * @param console where to show progress
     * @param referee the pipeline on the referee
     * @param subjects the pipeline on each backend in each precision; the first trains the base
     */
    Verification(Settings settings, Console console, Subject referee, List<Subject> subjects) {
        this.settings = settings;
        this.console = console;
        this.referee = referee;
        this.subjects = subjects;
    }

    /**
     * What came of it.
     *
     * @param base the network that all backends decomposed
     * @param verified one entry a subject
     */
    record Outcome(SharedBase base, List<Verified> verified) {}

    Outcome run() {
        FirstSteps steps = firstSteps();
        Subject trainer = trainBase();
        Network trained = bases.get(trainer).network();
        console.note("all backends decompose the base that " + trainer.name() + " has trained");
        Ruling ruling = Ruling.of(referee, trained, settings.compress().levels());
        List<Verified> verified = subjects.stream()
                .map(subject -> verify(subject, steps, ruling, trained))
                .toList();
        return new Outcome(new SharedBase(trainer.name(), trained.parameterCount()), verified);
    }

    private FirstSteps firstSteps() {
        int longest = referee.experiment().untrained().parameters().stream()
                .map(Parameter::value)
                .mapToInt(value -> Math.max(value.rows(), value.columns()))
                .max()
                .orElse(1);
        return new FirstSteps(
                referee.experiment(),
                Math.max(longest, settings.base().batchSize()),
                new TreeSet<>(subjects.stream().map(Subject::precision).toList()),
                new Seed(settings.seed()).split("disturbance"));
    }

    /** The first backend on which training goes well trains the base. */
    private Subject trainBase() {
        List<EckartException> failures = new ArrayList<>();
        for (Subject subject : subjects) {
            try {
                bases.put(subject, subject.experiment().base());
                return subject;
            } catch (EckartException e) {
                console.warning(subject.name() + " could not train the base: " + e.getMessage());
                failures.add(e);
            }
        }
        throw failures.get(0);
    }

    private Verified verify(Subject subject, FirstSteps steps, Ruling ruling, Network trained) {
        console.note("comparing " + subject.name() + " with the referee");
        long start = System.nanoTime();
        Network own = subject.withWeightsOf(trained);
        SameWeights sameWeights = new SameWeights(settings.compress(), ruling, subject, own);
        List<Finding> findings = Stream.of(
                        guarded(Check.FIRST_STEPS, "training", () -> List.of(steps.check(subject))),
                        guarded(Check.SINGULAR_VALUES, "decomposition", sameWeights::spectra),
                        guarded(Check.LOGITS, "base", sameWeights::base),
                        guarded(Check.PRODUCT, "compression", sameWeights::levels))
                .flatMap(List::stream)
                .toList();
        Pipeline pipeline = pipeline(subject);
        return new Verified(subject.report(), findings, pipeline, (System.nanoTime() - start) * 1e-9);
    }

    /** A backend that gives no answer has failed; the others are still worth comparing. */
    private static List<Finding> guarded(Check check, String place, Supplier<List<Finding>> comparison) {
        try {
            return comparison.get();
        } catch (RuntimeException | LinkageError e) {
            return List.of(Finding.refused(check, place, message(e)));
        }
    }

    private Pipeline pipeline(Subject subject) {
        Optional<Experiment.Base> base = Optional.ofNullable(bases.get(subject));
        Optional<String> failure = Optional.empty();
        List<LevelReport> levels = List.of();
        try {
            base = Optional.of(base.orElseGet(() -> subject.experiment().base()));
            levels = subject.experiment().levels(base.get());
        } catch (RuntimeException | LinkageError e) {
            failure = Optional.of(message(e));
        }
        return new Pipeline(failure, parting(subject), base.map(Experiment.Base::report), levels);
    }

    private Optional<VerifyReport.Step> parting(Subject subject) {
        return subject.recording()
                .partingFrom(
                        subjects.get(0).recording(),
                        Math.sqrt(subject.precision().unitRoundoff()));
    }

    private static String message(Throwable e) {
        return e instanceof EckartException ? e.getMessage() : e.toString();
    }
}
