package dev.eckart.app.verify;

import dev.eckart.app.config.Settings;
import dev.eckart.app.console.Console;
import dev.eckart.app.console.Progress;
import dev.eckart.app.experiment.Experiment;
import dev.eckart.app.report.LevelReport;
import dev.eckart.app.verify.VerifyReport.Pipeline;
import dev.eckart.app.verify.VerifyReport.SharedBase;
import dev.eckart.app.verify.VerifyReport.Verified;
import dev.eckart.nn.Network;
import dev.eckart.spi.EckartException;
import dev.eckart.spi.Seed;
import dev.eckart.spi.layer.Parameter;
import dev.eckart.tensor.Precision;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

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
        Ruling ruling = ruling(trained);
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
        Set<Precision> precisions =
                new TreeSet<>(subjects.stream().map(Subject::precision).toList());
        long steps = (1L + precisions.size()) * FirstSteps.STEPS;
        try (Progress progress = console.progress(new Progress.Task("first steps of the referee", steps, "steps"))) {
            return new FirstSteps(
                    referee.experiment(),
                    Math.max(longest, settings.base().batchSize()),
                    precisions,
                    new Seed(settings.seed()).split("disturbance"),
                    done -> progress.update(done, ""));
        }
    }

    private Ruling ruling(Network trained) {
        List<Integer> levels = settings.compress().levels();
        int parts = Ruling.linear(trained).size() + 1 + levels.size();
        try (Progress progress = console.progress(new Progress.Task("judgement of the referee", parts, "parts"))) {
            return Ruling.of(referee, trained, levels, done -> progress.update(done, ""));
        }
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
        long start = System.nanoTime();
        List<Finding> findings = compare(subject, steps, ruling, trained);
        Pipeline pipeline = pipeline(subject);
        return new Verified(subject.report(), findings, pipeline, (System.nanoTime() - start) * 1e-9);
    }

    private List<Finding> compare(Subject subject, FirstSteps steps, Ruling ruling, Network trained) {
        Network own = subject.withWeightsOf(trained);
        SameWeights sameWeights = new SameWeights(settings.compress(), ruling, subject, own);
        List<Supplier<List<Finding>>> comparisons = List.of(
                () -> guarded(Check.FIRST_STEPS, "training", () -> List.of(steps.check(subject))),
                () -> guarded(Check.SINGULAR_VALUES, "decomposition", sameWeights::spectra),
                () -> guarded(Check.LOGITS, "base", sameWeights::base),
                () -> guarded(Check.PRODUCT, "compression", sameWeights::levels));
        List<Finding> findings = new ArrayList<>();
        String title = "comparing " + subject.name() + " with the referee";
        try (Progress progress = console.progress(new Progress.Task(title, comparisons.size(), "comparisons"))) {
            for (int i = 0; i < comparisons.size(); i++) {
                findings.addAll(comparisons.get(i).get());
                progress.update(i + 1L, "");
            }
        }
        return findings;
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
