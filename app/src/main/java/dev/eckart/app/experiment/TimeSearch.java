package dev.eckart.app.experiment;

import dev.eckart.app.config.BudgetSetting;
import dev.eckart.app.report.TimeLimitReport;
import dev.eckart.app.report.TimeLimitReport.TimedSize;
import dev.eckart.compress.FactorisedNetwork;
import dev.eckart.nn.Network;
import dev.eckart.spi.EckartException;
import dev.eckart.spi.compress.Budget;
import dev.eckart.spi.compress.Candidate;
import dev.eckart.spi.compress.Decomposition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * Looks for the best network within a time: what its layers are predicted to take is made more or less until what the
 * network is measured to take, in turn with the base, is just below what was asked for.
 *
 * @param measure runs a network in turn with the base
 * @param batch pictures that are computed together
 * @param asked the time
 */
record TimeSearch(Function<Network, Turns> measure, int batch, BudgetSetting asked) {
    /** What is aimed at, as a share of what is asked for: times of two sittings are not the same. */
    private static final double AIM = 0.97;

    /** As near to what was asked for as this is near enough. */
    private static final double NEAR = 0.94;

    private static final int MOST_TRIES = 8;

    /**
     * What a picture took.
     *
     * @param base microseconds of the base
     * @param network microseconds of the network
     */
    record Turns(double base, double network) {}

    /** What the layers may be predicted to take, and how that was found. */
    record Found(Budget budget, TimeLimitReport report) {}

    /** A budget, and what came of it. */
    private record Tried(long budget, TimedSize size) {}

    /**
     * The budget of which the network takes longest of those that keep to the time.
     *
     * @param timed a network whose candidates know their times
     * @throws EckartException if none keeps to it
     */
    Found in(FactorisedNetwork timed) {
        double base = measure.apply(timed.network()).base();
        double microseconds = asked.microseconds(base);
        long most = sum(timed, Decomposition::dense);
        long least = sum(timed, TimeSearch::fastest);
        List<Tried> tries = new ArrayList<>();
        long enough = least - 1;
        long tooMuch = most + 1;
        long next = Math.max(least, Math.min(most, Math.round(most * AIM * microseconds / base)));
        while (tries.size() < MOST_TRIES && enough < tooMuch - 1) {
            Tried now = tried(timed, next);
            tries.add(now);
            double measured = now.size().measuredMicroseconds();
            if (measured > microseconds) {
                tooMuch = next;
            } else if (measured >= NEAR * microseconds || next == most) {
                break;
            } else {
                enough = next;
            }
            next = between(enough, tooMuch, next * AIM * microseconds / measured);
        }
        return found(tries, base, microseconds);
    }

    private Tried tried(FactorisedNetwork timed, long budget) {
        FactorisedNetwork.Compressed cut = timed.compress(new Budget(Budget.Unit.NANOSECONDS, budget));
        long predicted = cut.chosen().stream().mapToLong(Candidate::nanoseconds).sum();
        Turns turns = measure.apply(cut.network());
        return new Tried(budget, new TimedSize(cut.network().parameterCount(), predicted / 1e3, turns.network()));
    }

    private Found found(List<Tried> tries, double base, double microseconds) {
        List<TimedSize> sizes = tries.stream().map(Tried::size).toList();
        Tried best = tries.stream()
                .filter(one -> one.size().measuredMicroseconds() <= microseconds)
                .max(Comparator.comparingLong(Tried::budget))
                .orElseThrow(() -> new EckartException(impossible(sizes, base, microseconds)));
        return new Found(
                new Budget(Budget.Unit.NANOSECONDS, best.budget()),
                new TimeLimitReport(
                        batch,
                        base,
                        microseconds,
                        best.size().predictedMicroseconds(),
                        best.size().measuredMicroseconds(),
                        sizes));
    }

    private String impossible(List<TimedSize> sizes, double base, double microseconds) {
        return String.format(
                Locale.ROOT,
                "no smaller network takes '%s', which is %.4g us a picture in batches of %d: the base takes %.4g us, and the"
                        + " fastest that was tried (of %d) %.4g us; ask for more, or name another batch with compress.keep-batch",
                asked,
                microseconds,
                batch,
                base,
                sizes.size(),
                sizes.stream()
                        .mapToDouble(TimedSize::measuredMicroseconds)
                        .min()
                        .orElse(base));
    }

    /** What is read off, or the middle where that is known to be too little or too much. */
    private static long between(long enough, long tooMuch, double readOff) {
        long rounded = Math.round(readOff);
        return rounded > enough && rounded < tooMuch ? rounded : enough + (tooMuch - enough + 1) / 2;
    }

    private static Candidate fastest(Decomposition layer) {
        return layer.candidates().stream()
                .min(Comparator.comparingLong(Candidate::nanoseconds))
                .orElseThrow();
    }

    private static long sum(FactorisedNetwork network, Function<Decomposition, Candidate> which) {
        return network.decompositions().stream()
                .mapToLong(layer -> which.apply(layer).nanoseconds())
                .sum();
    }
}
