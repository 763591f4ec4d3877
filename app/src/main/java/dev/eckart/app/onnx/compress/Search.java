package dev.eckart.app.onnx.compress;

import dev.eckart.app.onnx.compress.Compression.Compressed;
import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.form.MatrixFile;
import dev.eckart.app.onnx.measure.Comparison;
import dev.eckart.app.onnx.measure.OutputChoice;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.rewrite.Rewriter;
import dev.eckart.app.onnx.shard.EngineLosses;
import dev.eckart.compress.allocate.SeveralBudgets;
import dev.eckart.spi.compress.Budget;
import dev.eckart.spi.compress.Candidate;
import dev.eckart.spi.compress.RankAllocator.Losses;
import dev.eckart.spi.compress.RankAllocator.Preferences;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finds the choice that a target asks for.
 *
 * @param compression builds models
 * @param offered what to choose from
 * @param file keeps what models are built of
 * @param losses measures losses elsewhere, if there is somebody
 */
record Search(Compression compression, ModelOffers offered, MatrixFile file, Optional<EngineLosses> losses) {
    /** The share of the parameters asked for below which a model is smaller than one step of a rank explains. */
    private static final double ASKED = 0.9;

    Compressed reach(Target target) {
        if (target instanceof Target.Ratio ratio) {
            return within((long) Math.floor(offered.parameters() / ratio.times()), ratio);
        } else if (target instanceof Target.Parameters parameters) {
            return within(parameters.most(), parameters);
        } else if (target instanceof Target.Energy energy) {
            return built(allocate(new Budget(1), energy.preferences()), target);
        }
        List<Limit> limits = target.each().stream()
                .flatMap(each -> limit(each, target).stream())
                .toList();
        Compressed found = target.only(Target.MaxLoss.class)
                .map(loss -> new LossSearch(this, limits, target, loss).smallest())
                .orElseGet(() -> built(choice(limits, List.of()).orElseThrow(() -> missed(limits)), target));
        return limits.stream()
                .filter(TimeLimit.class::isInstance)
                .flatMap(limit -> ((TimeLimit) limit).found().stream())
                .findFirst()
                .map(found::with)
                .orElse(found);
    }

    private Optional<Limit> limit(Target target, Target all) {
        if (target instanceof Target.Ratio ratio) {
            return Optional.of(limit((long) Math.floor(offered.parameters() / ratio.times()), all));
        } else if (target instanceof Target.Parameters parameters) {
            return Optional.of(limit(parameters.most(), all));
        } else if (target instanceof Target.Bytes bytes) {
            return Optional.of(new FileLimit(compression, offered, this::written, bytes));
        } else if (target instanceof Target.Latency latency) {
            Races races = new Races(compression.model(), compression.timed().orElseThrow(), this::written);
            return Optional.of(new TimeLimit(compression, offered, races, latency));
        }
        return Optional.empty();
    }

    private Compressed within(long most, Target target) {
        ParameterLimit limit = limit(most, target);
        List<Candidate> least = limit.fewest(compression.tools().allocator());
        if (limit.over(least) > 0) {
            throw limit.missed(least);
        }
        long allowed = limit.budget().amount();
        List<Candidate> chosen = allocate(first(limit.budget(), target), target.preferences());
        while (!limit.isKeptBy(chosen)) {
            Budget left = limit.budget();
            if (ModelOffers.cost(chosen, left) > allowed || isLevelsOnly(most)) {
                throw new TargetMissedException(
                        "allocator '" + compression.tools().allocator().name() + "' chose " + limit.told(chosen)
                                + " where " + most + " are allowed; the smallest possible are "
                                + limit.parameters(least) + ": choose another allocator, such as knapsack");
            }
            allowed = left.amount();
            chosen = ModelOffers.cost(least, left) > allowed ? least : allocate(left, target.preferences());
        }
        if (compression.samples().isPresent() && offered.lost(chosen) == 0) {
            tellOfLessThanAsked(limit, chosen, most);
        }
        return built(chosen, target);
    }

    /** Who asks for half and gets a tenth shall know that samples are to blame, or that the layers had no more in them. */
    private void tellOfLessThanAsked(Limit limit, List<Candidate> chosen, long most) {
        if (offered.parameters(chosen) < ASKED * most) {
            compression
                    .notes()
                    .accept(String.format(
                            Locale.ROOT,
                            "%s lose nothing that the samples show, so that they have fewer than the %,d that are allowed;"
                                    + " few samples show little: with more, more is kept where it counts",
                            limit.told(chosen),
                            most));
        }
    }

    private ParameterLimit limit(long most, Target target) {
        return new ParameterLimit(offered, chosen -> stored(chosen, target), most);
    }

    private boolean isLevelsOnly(long most) {
        return compression
                .tools()
                .objection(
                        new Target.Parameters(most),
                        offered.units().size(),
                        compression.samples().isPresent())
                .isPresent();
    }

    /** Allocators that divide ranks want a level. */
    private static Budget first(Budget budget, Target target) {
        return target instanceof Target.Ratio ratio && ratio.counts() == Budget.Unit.LEVEL
                ? new Budget(Budget.Unit.LEVEL, Math.round(ratio.times()))
                : budget;
    }

    /**
     * The best choice that keeps all limits, and others besides; nothing if there is none. Limits that are not kept by what
     * was chosen allow less the next time, so that there is an end.
     */
    Optional<List<Candidate>> choice(List<Limit> limits, List<Budget> others) {
        while (true) {
            List<Budget> budgets = Stream.concat(limits.stream().map(Limit::budget), others.stream())
                    .toList();
            Optional<List<Candidate>> chosen =
                    offered.allocate(compression.tools().allocator(), budgets, loss());
            if (chosen.isEmpty() || limits.stream().allMatch(limit -> limit.isKeptBy(chosen.get()))) {
                return chosen;
            }
        }
    }

    /** What cannot be had, and the nearest that can. */
    TargetMissedException missed(List<Limit> limits) {
        for (Limit limit : limits) {
            List<Candidate> least = smallest(limit.budget());
            if (ModelOffers.cost(least, limit.budget()) > limit.budget().amount()) {
                return limit.missed(least);
            }
        }
        List<String> nearest = new ArrayList<>();
        for (Limit limit : limits) {
            List<Limit> others = limits.stream().filter(other -> other != limit).toList();
            least(limit, others)
                    .ifPresent(choice -> nearest.add(limit.told(choice) + " beside "
                            + others.stream().map(other -> other.told(choice)).collect(Collectors.joining(" and "))));
        }
        return new TargetMissedException(
                "all that is asked for cannot be had at once; the nearest that can: " + String.join(", or ", nearest));
    }

    private Optional<List<Candidate>> least(Limit wanted, List<Limit> others) {
        return new SeveralBudgets(others.stream().map(Limit::budget).toList()).least(wanted.budget(), this::smallest);
    }

    /** The choice that costs least. */
    List<Candidate> smallest(Budget budget) {
        return offered.smallest(compression.tools().allocator(), budget);
    }

    /** The model of a choice. */
    Compressed built(List<Candidate> chosen, Target target) {
        return compression.build(offered, stored(chosen, target), file);
    }

    /**
     * A choice as it is written. What counts neither bytes nor time chooses among numbers; what bytes are asked for, all of
     * it becomes.
     */
    private List<Candidate> stored(List<Candidate> chosen, Target target) {
        boolean counted = target.only(Target.Bytes.class).isPresent()
                || target.only(Target.Latency.class).isPresent();
        return compression.tools().forms().bytes() == EightBits.PRODUCTS && !counted ? offered.inBytes(chosen) : chosen;
    }

    /** How far a model is off. */
    Comparison compared(ModelProto smaller, Samples on, OutputChoice choice) {
        return Comparison.of(
                compression.model(), smaller, on, choice, compression.tools().threads(), compression.stages());
    }

    private List<Candidate> allocate(Budget budget, Preferences preferences) {
        return offered.allocate(compression.tools().allocator(), budget, preferences, loss());
    }

    /** What allocators that measure measure: the squared relative change of the model's outputs. */
    private Optional<Losses> loss() {
        return compression.samples().map(all -> this::losses);
    }

    private double[] losses(List<List<Candidate>> choices) {
        offered.fetch(choices);
        OutputChoice choice = compression.choice().withoutPooling();
        Samples samples = compression.fitted();
        IntFunction<ModelProto> made = number -> written(choices.get(number));
        double[] relative = losses.map(others -> others.relative(choices.size(), made, samples, choice))
                .orElseGet(() -> IntStream.range(0, choices.size())
                        .mapToDouble(number ->
                                compared(made.apply(number), samples, choice).relative())
                        .toArray());
        return Arrays.stream(relative).map(each -> each * each).toArray();
    }

    private ModelProto written(List<Candidate> chosen) {
        return new Rewriter(compression.model().proto(), file::keep, offered.resizing(chosen))
                .replace(offered.replacements(chosen))
                .model();
    }
}
