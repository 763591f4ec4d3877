package dev.eckart.app.experiment;

import java.util.Optional;

/**
 * Budgets between which the best one is: those up to {@code enough} keep to the time, those from {@code tooMuch} on do not.
 *
 * @param enough nanoseconds that layers may be predicted to take
 * @param tooMuch nanoseconds that they may not
 * @param below what was measured of a network within {@code enough}
 * @param above what was measured of one of {@code tooMuch}
 */
record TimeBracket(long enough, long tooMuch, Optional<Point> below, Optional<Point> above) {
    /** A budget in nanoseconds, and what the network takes in microseconds. */
    record Point(long budget, double took) {}

    /** Of which nothing is known but that budgets are between these, both included. */
    static TimeBracket between(long least, long most) {
        return new TimeBracket(least - 1, most + 1, Optional.empty(), Optional.empty());
    }

    boolean isOpen() {
        return enough < tooMuch - 1;
    }

    /** A network within this budget keeps to the time. */
    TimeBracket above(long budget, double took) {
        return new TimeBracket(budget, tooMuch, Optional.of(new Point(budget, took)), above);
    }

    /** One of this budget does not. */
    TimeBracket notAbove(long budget, double took) {
        return new TimeBracket(enough, budget, below, Optional.of(new Point(budget, took)));
    }

    long middle() {
        return enough + (tooMuch - enough + 1) / 2;
    }

    /** Where a network is likely to take so many microseconds: read off what is known, or the middle if that says nothing. */
    long next(double aim) {
        if (below.isPresent() && above.isPresent()) {
            Point low = below.get();
            Point high = above.get();
            return inside(
                    low.budget() + (high.budget() - low.budget()) * (aim - low.took()) / (high.took() - low.took()));
        }
        return below.or(this::above)
                .map(point -> inside(point.budget() * aim / point.took()))
                .orElseGet(this::middle);
    }

    private long inside(double budget) {
        long rounded = Math.round(budget);
        return rounded > enough && rounded < tooMuch ? rounded : middle();
    }
}
