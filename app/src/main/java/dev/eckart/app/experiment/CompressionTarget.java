package dev.eckart.app.experiment;

import dev.eckart.app.config.BudgetSetting;
import dev.eckart.app.config.Settings;
import dev.eckart.spi.compress.Budget;
import dev.eckart.tensor.Precision;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * One thing that a run compresses to.
 *
 * @param title what a person calls it, such as {@code 2x}; no other target has the same, for what comes of it is kept
 *     under this name
 * @param level the nominal compression, if it is one
 * @param goal how small
 * @param learningRate step size of the fine-tuning
 */
public record CompressionTarget(String title, OptionalInt level, Goal goal, double learningRate) {
    /** How small a network shall get. */
    public sealed interface Goal {}

    /**
     * As good as can be within a size.
     *
     * @param budget the size
     */
    public record Size(Budget budget) implements Goal {}

    /**
     * As good as can be within a time.
     *
     * @param asked the time
     */
    public record Time(BudgetSetting asked) implements Goal {}

    /**
     * As small as can be with an accuracy.
     *
     * @param points how much accuracy on the training pictures may be lost to the base, in per cent
     */
    public record AccuracyFloor(double points) implements Goal {}

    /**
     * The levels of a configuration, then its budgets.
     *
     * @param settings the resolved configuration
     * @param baseParameters number of parameters of the base
     * @param precision precision of its numbers
     * @return the targets
     */
    public static Stream<CompressionTarget> of(Settings settings, long baseParameters, Precision precision) {
        Stream<CompressionTarget> levels = settings.compress().levels().stream()
                .map(level -> new CompressionTarget(
                        title(level),
                        OptionalInt.of(level),
                        new Size(new Budget(level)),
                        settings.fineTune().learningRate().rate(level)));
        Stream<CompressionTarget> budgets =
                settings.compress().budgets().stream().map(budget -> of(budget, settings, baseParameters, precision));
        return Stream.concat(levels, budgets);
    }

    /** One budget. */
    static CompressionTarget of(BudgetSetting budget, Settings settings, long baseParameters, Precision precision) {
        return new CompressionTarget(
                title(budget, settings),
                OptionalInt.empty(),
                goal(budget, baseParameters, precision),
                settings.fineTune().learningRate().others());
    }

    /** A share of the parameters is not the nominal level of the same number, which has the name if there is one. */
    private static String title(BudgetSetting budget, Settings settings) {
        boolean taken = settings.compress().levels().stream()
                .map(CompressionTarget::title)
                .anyMatch(budget.toString()::equals);
        return taken ? budget + " budget" : budget.toString();
    }

    private static String title(int level) {
        return level + "x";
    }

    private static Goal goal(BudgetSetting budget, long baseParameters, Precision precision) {
        return switch (budget.unit()) {
            case POINTS -> new AccuracyFloor(budget.number().doubleValue());
            case MICROSECONDS, TIMES_TIME -> new Time(budget);
            case PARAMETERS, TIMES, PERCENT, MACS, BYTES -> new Size(budget.of(baseParameters, precision));
        };
    }
}
