package dev.eckart.compress;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The choices of which no other costs no more and does less damage. */
final class Front {
    private Front() {}

    /** What a choice costs and damages. */
    interface Priced {
        /** In the budget's unit. */
        long cost();

        /** To be added over layers. */
        double damage();
    }

    /** The front in ascending order of cost and descending order of damage; of equals the first. */
    static <T extends Priced> List<T> of(List<T> choices) {
        List<T> sorted = new ArrayList<>(choices);
        sorted.sort(Comparator.<T>comparingLong(Priced::cost).thenComparingDouble(Priced::damage));
        List<T> front = new ArrayList<>();
        double least = Double.POSITIVE_INFINITY;
        for (T choice : sorted) {
            if (choice.damage() < least) {
                least = choice.damage();
                front.add(choice);
            }
        }
        return front;
    }
}
