package dev.eckart.app.onnx.compress;

import dev.eckart.app.onnx.compress.Compression.Compressed;
import dev.eckart.spi.EckartException;
import dev.eckart.spi.compress.Budget;
import dev.eckart.spi.compress.Candidate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds the smallest model that loses no more than it may, by bisection over budgets: smaller budgets are taken to lose more.
 * What gets small is what the first limit counts, and without any the parameters of the layers; all limits are kept.
 *
 * @param search chooses and builds
 * @param limits what is kept besides
 * @param target all that is asked for
 * @param loss the most that may be lost
 */
record LossSearch(Search search, List<Limit> limits, Target target, Target.MaxLoss loss) {
    /** A budget is found to this share of what the layers cost. */
    private static final double FINENESS = 0.004;

    /** A model of some budget, and what it loses on samples that it was not fitted to. */
    private record Tried(List<Candidate> chosen, Compressed model, double loss) {}

    Compressed smallest() {
        if (search.compression().samples().isEmpty()) {
            throw new EckartException(
                    "a largest loss can only be kept with calibration samples to measure it on; give some");
        }
        Budget counted = limits.isEmpty()
                ? new Budget(Budget.Unit.PARAMETERS, 1)
                : limits.get(0).budget();
        List<Limit> kept = limits.isEmpty() ? limits : limits.subList(1, limits.size());
        long low = ModelOffers.cost(search.smallest(counted), counted);
        long high = search.offered().cost(counted);
        double least = Double.POSITIVE_INFINITY;
        Optional<Tried> best = Optional.empty();
        if (!limits.isEmpty()) {
            // The most that is allowed comes first: what loses too much there is only looked at to say what can be had.
            List<Candidate> most = search.choice(limits, List.of()).orElseThrow(() -> search.missed(limits));
            Tried tried = tried(most, ModelOffers.cost(most, counted), counted.unit());
            if (tried.loss() > loss.most()) {
                throw missed(tried);
            }
            best = Optional.of(tried);
            high = ModelOffers.cost(most, counted);
        }
        Optional<List<Candidate>> smallest = choice(kept, counted, low);
        if (smallest.isPresent()) {
            Tried tried = tried(smallest.get(), low, counted.unit());
            if (tried.loss() <= loss.most()) {
                return finished(tried);
            }
            least = tried.loss();
        }
        // Of few parameters the share is less than one, and two budgets that are next to each other have none between.
        long fine = Math.max(1, (long) (search.offered().cost(counted) * FINENESS));
        while (high - low > fine) {
            long middle = (low + high) / 2;
            Optional<List<Candidate>> chosen = choice(kept, counted, middle);
            if (chosen.isEmpty()) {
                low = middle;
                continue;
            }
            Tried tried = tried(chosen.get(), middle, counted.unit());
            least = Math.min(least, tried.loss());
            if (tried.loss() <= loss.most()) {
                best = Optional.of(tried);
                high = middle;
            } else {
                low = middle;
            }
        }
        double lost = least;
        return best.map(this::finished)
                .orElseThrow(() -> new TargetMissedException(String.format(
                        Locale.ROOT,
                        "no smaller model loses as little as %s %s on samples kept back; the least that was measured is"
                                + " %.4g, and the smallest possible layers have %d parameters together",
                        loss.most(),
                        loss.unit().word(),
                        lost,
                        search.offered().parameters(search.smallest(new Budget(Budget.Unit.PARAMETERS, 1))))));
    }

    /** What is smaller than it had to be is looked at by the limit that it is small in. */
    private Compressed finished(Tried tried) {
        limits.stream().limit(1).forEach(limit -> limit.isKeptBy(tried.chosen()));
        return tried.model();
    }

    private Optional<List<Candidate>> choice(List<Limit> kept, Budget counted, long amount) {
        return search.choice(kept, List.of(new Budget(counted.unit(), Math.max(1, amount))));
    }

    private TargetMissedException missed(Tried tried) {
        return new TargetMissedException(String.format(
                Locale.ROOT,
                "what keeps all else that is asked for loses %.4g %s on samples kept back, more than %s: allow that loss,"
                        + " or ask for less of the rest",
                tried.loss(),
                loss.unit().word(),
                loss.most()));
    }

    private Tried tried(List<Candidate> chosen, long amount, Budget.Unit unit) {
        Compressed model = search.built(chosen, target);
        double lost = search.compared(
                        model.model(),
                        search.compression().held(),
                        search.compression().choice())
                .loss(loss.unit())
                .orElseThrow(() -> new EckartException("on the samples kept back, a loss cannot be measured in "
                        + loss.unit().word() + "; give more samples, or name another unit"));
        search.compression()
                .notes()
                .accept(String.format(
                        Locale.ROOT,
                        "layers of %,d %s lose %.4g %s on the samples kept back",
                        amount,
                        unit.words(),
                        lost,
                        loss.unit().word()));
        return new Tried(chosen, model, lost);
    }
}
