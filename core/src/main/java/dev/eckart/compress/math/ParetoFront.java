package dev.eckart.compress.math;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/** The Pareto front: the choices than which no other does less damage at no higher cost. */
public final class ParetoFront {
    private ParetoFront() {}

    /**
     * The front of some choices.
     *
     * @param <T> what is chosen
     * @param choices the choices, in any order
     * @param cost what a choice costs
     * @param damage what damage a choice does
     * @return the front, in ascending order of cost and descending order of damage; of equals the first
     */
    public static <T> List<T> of(List<T> choices, ToLongFunction<? super T> cost, ToDoubleFunction<? super T> damage) {
        List<T> sorted = new ArrayList<>(choices);
        sorted.sort(Comparator.<T>comparingLong(cost).thenComparingDouble(damage));
        List<T> front = new ArrayList<>();
        double least = Double.POSITIVE_INFINITY;
        for (T choice : sorted) {
            if (damage.applyAsDouble(choice) < least) {
                least = damage.applyAsDouble(choice);
                front.add(choice);
            }
        }
        return front;
    }
}
