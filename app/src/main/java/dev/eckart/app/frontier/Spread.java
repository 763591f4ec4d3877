package dev.eckart.app.frontier;

import java.util.List;
import java.util.function.Function;

/**
 * A figure over several seeds.
 *
 * @param mean their mean
 * @param deviation their standard deviation, with one less than their number in the denominator; NaN (null in JSON) of
 *     a single one
 * @param values one a seed
 */
public record Spread(double mean, double deviation, List<Double> values) {
    static <T> Spread of(List<T> some, Function<T, ? extends Number> figure) {
        return of(some.stream().map(one -> figure.apply(one).doubleValue()).toList());
    }

    static Spread of(List<Double> values) {
        double mean = values.stream().mapToDouble(x -> x).average().orElse(Double.NaN);
        double squares =
                values.stream().mapToDouble(x -> (x - mean) * (x - mean)).sum();
        double deviation = values.size() < 2 ? Double.NaN : Math.sqrt(squares / (values.size() - 1));
        return new Spread(mean, deviation, List.copyOf(values));
    }

    /** The median of a figure; of an even number the upper one of the two in the middle. */
    static <T> double median(List<T> some, Function<T, Double> figure) {
        double[] sorted = some.stream().mapToDouble(figure::apply).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
