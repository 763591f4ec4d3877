package dev.eckart.app.onnx.compress;

import dev.eckart.app.onnx.compress.Compression.Compressed;
import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.form.MatrixFile;
import dev.eckart.app.onnx.measure.Comparison;
import dev.eckart.app.onnx.measure.LossUnit;
import dev.eckart.app.onnx.measure.OutputChoice;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.rewrite.Rewriter;
import dev.eckart.app.onnx.runtime.Abreast;
import dev.eckart.app.onnx.runtime.OnnxSession;
import dev.eckart.spi.EckartException;
import dev.eckart.spi.compress.Budget;
import dev.eckart.spi.compress.Candidate;
import dev.eckart.spi.compress.RankAllocator.Preferences;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Finds the choice that a target asks for.
 *
 * @param compression builds models
 * @param offered what to choose from
 * @param file keeps what models are built of
 */
record Search(Compression compression, ModelOffers offered, MatrixFile file) {
    /** A budget is found to this share of the layers' parameters. */
    private static final double FINENESS = 0.004;

    Compressed reach(Target target) {
        if (target instanceof Target.Ratio ratio) {
            return within((long) Math.floor(offered.parameters() / ratio.times()), ratio);
        } else if (target instanceof Target.Parameters parameters) {
            return within(parameters.most(), parameters);
        } else if (target instanceof Target.Energy energy) {
            return compression.build(offered, stored(allocate(new Budget(1), energy.preferences())), file);
        } else if (target instanceof Target.Bytes bytes) {
            return new FileSearch(compression, offered, file, bytes).reach();
        }
        return smallestWithin((Target.MaxLoss) target);
    }

    private Compressed within(long limit, Target target) {
        requirePossible(limit);
        List<Candidate> chosen = allocate(budget(limit, target), target.preferences());
        long parameters = parameters(chosen);
        if (parameters > limit) {
            throw new TargetMissedException(
                    "allocator '" + compression.tools().allocator().name() + "' chose layers of "
                            + parameters + " parameters where " + limit + " are allowed; the smallest possible are "
                            + offered.smallest() + ": choose another allocator, such as knapsack");
        }
        return compression.build(offered, stored(chosen), file);
    }

    /** What counts no bytes chooses among numbers; what bytes are asked for, all of it becomes. */
    private List<Candidate> stored(List<Candidate> chosen) {
        return compression.tools().bytes() == EightBits.PRODUCTS ? offered.inBytes(chosen) : chosen;
    }

    private static Budget budget(long limit, Target target) {
        return target instanceof Target.Ratio ratio && ratio.counts() == Budget.Unit.LEVEL
                ? new Budget(Budget.Unit.LEVEL, Math.round(ratio.times()))
                : parameters(limit);
    }

    private void requirePossible(long limit) {
        if (limit < offered.smallest()) {
            throw new TargetMissedException(
                    "the layers cannot have as few as " + limit + " parameters together; they have "
                            + offered.parameters() + ", and the smallest possible is " + offered.smallest());
        }
    }

    /** Bisection over budgets: smaller budgets are taken to lose more. */
    private Compressed smallestWithin(Target.MaxLoss target) {
        double most = target.most();
        if (compression.samples().isEmpty()) {
            throw new EckartException(
                    "a largest loss can only be kept with calibration samples to measure it on; give some");
        }
        long low = offered.smallest();
        long high = offered.parameters();
        Tried smallest = tried(low, target.unit());
        if (smallest.loss() <= most) {
            return smallest.model();
        }
        Optional<Tried> best = Optional.empty();
        double least = smallest.loss();
        // Of few parameters the share is less than one, and two budgets that are next to each other have none between.
        long fine = Math.max(1, (long) (offered.parameters() * FINENESS));
        while (high - low > fine) {
            long middle = (low + high) / 2;
            Tried tried = tried(middle, target.unit());
            least = Math.min(least, tried.loss());
            if (tried.loss() <= most) {
                best = Optional.of(tried);
                high = middle;
            } else {
                low = middle;
            }
        }
        double lost = least;
        return best.map(Tried::model)
                .orElseThrow(() -> new TargetMissedException(String.format(
                        Locale.ROOT,
                        "no smaller model loses as little as %s %s on samples kept back; the least that was measured is"
                                + " %.4g, and the smallest possible layers have %d parameters together",
                        most,
                        target.unit().word(),
                        lost,
                        offered.smallest())));
    }

    /** A model of some budget, and what it loses on samples that it was not fitted to. */
    private record Tried(Compressed model, double loss) {}

    private Tried tried(long budget, LossUnit unit) {
        Compressed model = compression.build(offered, stored(allocate(parameters(budget), Preferences.NONE)), file);
        double loss = compared(model.model(), compression.held(), compression.choice())
                .loss(unit)
                .orElseThrow(() -> new EckartException("on the samples kept back, a loss cannot be measured in "
                        + unit.word() + "; give more samples, or name another unit"));
        compression
                .notes()
                .accept(String.format(
                        Locale.ROOT,
                        "layers of %,d parameters lose %.4g %s on the samples kept back",
                        budget,
                        loss,
                        unit.word()));
        return new Tried(model, loss);
    }

    private static Budget parameters(long limit) {
        return new Budget(Budget.Unit.PARAMETERS, limit);
    }

    private Comparison compared(ModelProto smaller, Samples on, OutputChoice choice) {
        Abreast abreast = Abreast.of(compression.tools().threads());
        try (OnnxSession before = opened(compression.model().proto(), abreast);
                OnnxSession after = opened(smaller, abreast)) {
            return Comparison.of(before, after, on, choice, compression.stages());
        }
    }

    private OnnxSession opened(ModelProto model, Abreast abreast) {
        return OnnxSession.open(model, compression.model().externalData(), abreast.threads())
                .running(abreast);
    }

    private List<Candidate> allocate(Budget budget, Preferences preferences) {
        Optional<ToDoubleFunction<List<Candidate>>> loss = compression.samples().map(all -> this::squaredError);
        return offered.allocate(compression.tools().allocator(), budget, preferences, loss);
    }

    /** What allocators that measure measure: the squared relative change of the model's outputs. */
    private double squaredError(List<Candidate> chosen) {
        ModelProto rewritten = new Rewriter(compression.model().proto(), file::keep, offered.resizing(chosen))
                .replace(offered.replacements(chosen))
                .model();
        double relative = compared(
                        rewritten, compression.fitted(), compression.choice().withoutPooling())
                .relative();
        return relative * relative;
    }

    private static long parameters(List<Candidate> chosen) {
        return chosen.stream().mapToLong(Candidate::parameters).sum();
    }
}
