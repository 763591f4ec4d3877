package dev.eckart.app.experiment;

import dev.eckart.app.config.BudgetSetting;
import dev.eckart.app.report.TimeLimitReport;
import dev.eckart.app.report.TimeLimitReport.TimedSize;
import dev.eckart.compress.FactorisedNetwork;
import dev.eckart.nn.Network;
import dev.eckart.spi.compress.Budget;
import dev.eckart.spi.compress.BudgetMissedException;
import dev.eckart.spi.compress.Candidate;
import dev.eckart.spi.compress.Decomposition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Looks for the best network within a time: what its layers are predicted to take is made more or less until what the
 * network is measured to take, in turn with the base, is just below what was asked for.
 *
 * <p>Whatever else the machine does makes a network slower and hardly ever faster. So each is measured in several sittings,
 * of which the least counts that it took and that the base took: a base that was disturbed would make it seem fast.
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

    private static final int MOST_TRIES = 10;

    private static final int FEWEST_SITTINGS = 2;

    /** A network that seems too slow is measured more often before it is given up. */
    private static final int MOST_SITTINGS = 4;

    /**
     * What a picture took.
     *
     * @param base microseconds of the base
     * @param network microseconds of the network
     */
    record Turns(double base, double network) {
        double share() {
            return network / base;
        }

        Turns least(Turns other) {
            return new Turns(Math.min(base, other.base), Math.min(network, other.network));
        }
    }

    /** What the layers may be predicted to take, and how that was found. */
    record Found(Budget budget, TimeLimitReport report) {}

    /**
     * The budget of which the network takes longest of those that keep to the time.
     *
     * @param timed a network whose candidates know their times
     * @throws BudgetMissedException if none keeps to it
     */
    Found in(FactorisedNetwork timed) {
        double base = sittings(timed.network(), Double.POSITIVE_INFINITY).base();
        double microseconds = asked.microseconds(base);
        long most = sum(timed, Decomposition::dense);
        long least = sum(timed, TimeSearch::fastest);
        List<Tried> tries = new ArrayList<>();
        TimeBracket bracket = TimeBracket.between(least, most);
        long next = Math.max(least, Math.min(most, Math.round(most * AIM * microseconds / base)));
        while (tries.size() < MOST_TRIES && bracket.isOpen()) {
            Cut cut = cut(timed, next);
            Optional<Tried> known = tries.stream()
                    .filter(one -> one.predicted() == cut.predicted())
                    .findFirst();
            double took = known.map(Tried::measured)
                    .orElseGet(() ->
                            base * sittings(cut.network(), microseconds / base).share());
            if (known.isEmpty()) {
                tries.add(new Tried(next, cut.predicted(), cut.network().parameterCount(), took));
            }
            if (took <= microseconds && (took >= NEAR * microseconds || next == most)) {
                break;
            }
            bracket = took > microseconds ? bracket.notAbove(cut.predicted(), took) : bracket.above(next, took);
            next = known.isPresent() ? bracket.middle() : bracket.next(AIM * microseconds);
        }
        return found(tries, base, microseconds);
    }

    /** A network within a budget, and what its layers are predicted to take: any budget between these gives the same. */
    private record Cut(Network network, long predicted) {}

    private static Cut cut(FactorisedNetwork timed, long budget) {
        FactorisedNetwork.Compressed cut = timed.compress(new Budget(Budget.Unit.NANOSECONDS, budget));
        return new Cut(
                cut.network(),
                cut.chosen().stream().mapToLong(Candidate::nanoseconds).sum());
    }

    /** A budget, and what came of it. */
    private record Tried(long budget, long predicted, long parameters, double measured) {
        TimedSize size() {
            return new TimedSize(parameters, predicted / 1e3, measured);
        }
    }

    /** What a network and the base take, until that is no more than a share or seems to remain more. */
    private Turns sittings(Network network, double share) {
        Turns least = measure.apply(network);
        for (int done = 1; done < (least.share() > share ? MOST_SITTINGS : FEWEST_SITTINGS); done++) {
            least = least.least(measure.apply(network));
        }
        return least;
    }

    private Found found(List<Tried> tries, double base, double microseconds) {
        List<TimedSize> sizes = tries.stream().map(Tried::size).toList();
        Tried best = tries.stream()
                .filter(one -> one.measured() <= microseconds)
                .max(Comparator.comparingLong(Tried::budget))
                .orElseThrow(() -> new BudgetMissedException(impossible(sizes, base, microseconds)));
        return new Found(
                new Budget(Budget.Unit.NANOSECONDS, best.budget()),
                new TimeLimitReport(batch, base, microseconds, best.predicted() / 1e3, best.measured(), sizes));
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
