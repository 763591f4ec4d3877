package dev.eckart.app.pipeline;

import dev.eckart.app.config.Settings;
import dev.eckart.spi.Budget;
import dev.eckart.tensor.Precision;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * One size that a run compresses to.
 *
 * @param title what a person calls it, such as {@code 2x}
 * @param level the nominal compression, if it is one
 * @param budget how small
 * @param learningRate step size of the fine-tuning
 */
record Target(String title, OptionalInt level, Budget budget, double learningRate) {
    /** The levels of a configuration, then its budgets. */
    static Stream<Target> of(Settings settings, long baseParameters, Precision precision) {
        Stream<Target> levels = settings.compress().levels().stream()
                .map(level -> new Target(
                        level + "x",
                        OptionalInt.of(level),
                        new Budget(level),
                        settings.fineTune().learningRate().rate(level)));
        Stream<Target> budgets = settings.compress().budgets().stream()
                .map(budget -> new Target(
                        budget.toString(),
                        OptionalInt.empty(),
                        budget.of(baseParameters, precision),
                        settings.fineTune().learningRate().others()));
        return Stream.concat(levels, budgets);
    }
}
