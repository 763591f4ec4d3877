package dev.eckart.app.experiment;

import dev.eckart.app.report.FloorReport;
import dev.eckart.app.report.NetworkReport;
import dev.eckart.compress.FactorisedNetwork;
import dev.eckart.spi.compress.Budget;
import dev.eckart.spi.compress.BudgetMissedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * Looks for the smallest network that keeps an accuracy, by bisection over sizes.
 *
 * <p>It is the accuracy on the training pictures, the base's against the smaller network's: the test set is never looked
 * at, and no pictures have to be kept from training. A large network knows its training pictures better than others, so
 * that what is kept of that tends to be kept of others with room to spare.
 *
 * @param fineTuned fine-tunes a network of at most a size
 * @param base the network before compression
 * @param points how much may be lost, in per cent
 */
record AccuracySearch(Function<Budget, Try> fineTuned, NetworkReport base, double points) {
    /** Sizes as near to each other as this are one: their accuracies differ by less than those of two seeds. */
    private static final double NEAR = 1.02;

    /** A network that was fine-tuned, and what it gets right of the training pictures. */
    record Try(long parameters, double accuracy) {}

    /** The size that was found, and how. */
    record Found(Budget budget, FloorReport report) {}

    /**
     * The smallest size that keeps the accuracy.
     *
     * @throws BudgetMissedException if none smaller than the base does
     */
    Found in(FactorisedNetwork factorised) {
        return from(factorised.decompositions().stream()
                .mapToLong(layer -> layer.smallest().parameters())
                .sum());
    }

    /** The smallest size from this one on that keeps the accuracy. */
    Found from(long smallest) {
        double floor = base.train().accuracy() - points / 100;
        List<FloorReport.Size> tries = new ArrayList<>();
        long below = smallest;
        long above = base.parameters();
        for (long size = smallest; !near(below, above); size = Math.round(Math.sqrt((double) below * above))) {
            Try one = fineTuned.apply(parameters(size));
            tries.add(new FloorReport.Size(one.parameters(), one.accuracy()));
            if (one.accuracy() >= floor) {
                above = size;
            } else {
                below = size;
            }
        }
        if (above == base.parameters()) {
            throw new BudgetMissedException(impossible(floor, tries));
        }
        return new Found(parameters(above), new FloorReport(points, floor, tries));
    }

    private static boolean near(long below, long above) {
        return above <= below * NEAR || above - below <= 1;
    }

    private String impossible(double floor, List<FloorReport.Size> tries) {
        FloorReport.Size last = tries.get(tries.size() - 1);
        return String.format(
                Locale.ROOT,
                "no smaller network keeps the accuracy within %s points: one of %d parameters gets %.2f %% of the training"
                        + " pictures right where %.2f %% are asked for; allow more points, or fine-tune for longer",
                points,
                last.parameters(),
                100 * last.accuracy(),
                100 * floor);
    }

    private static Budget parameters(long size) {
        return new Budget(Budget.Unit.PARAMETERS, size);
    }
}
