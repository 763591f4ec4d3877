package dev.eckart.app.onnx.compress;

import dev.eckart.app.onnx.cost.TimeLine;
import dev.eckart.app.onnx.measure.Slowdown;
import dev.eckart.app.onnx.measure.Speed;
import dev.eckart.spi.compress.Budget;
import dev.eckart.spi.compress.Candidate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Time of a run. The model whose layers take least, and then each that is chosen, is measured in turn with the original. What
 * layers may take is read off between those, until the choice that keeps the limit and the next one that does not are found: a
 * little more time can be worth a lot, and what kernels take by themselves is not exact enough to tell where that ends.
 */
final class TimeLimit implements Limit {
    private static final Budget ANY = new Budget(Budget.Unit.NANOSECONDS, 1);

    /** Choices that are measured at most. */
    private static final int MOST_CHOICES = 8;

    /** What is aimed at, as a share of what is asked for: times of two sittings are not the same. */
    private static final double AIM = 0.98;

    private final Compression compression;
    private final Races races;
    private final Target.Latency target;
    private final long layers;
    private final List<Candidate> least;
    private final Map<List<Candidate>, Tried> tried = new LinkedHashMap<>();
    private long budget;
    private Optional<PredictedTime> found = Optional.empty();

    /**
     * A choice that was measured.
     *
     * @param budget what it was chosen within
     * @param predicted share of the model's time that it was predicted to take
     */
    private record Tried(long budget, double predicted) {}

    TimeLimit(Compression compression, ModelOffers offered, Races races, Target.Latency target) {
        this.compression = compression;
        this.races = races;
        this.target = target;
        this.layers = offered.cost(ANY);
        this.least = offered.smallest(compression.tools().allocator(), ANY);
        Speed race = races.of(least);
        double before = race.times().get(0).microseconds();
        compression
                .notes()
                .accept(String.format(
                        Locale.ROOT,
                        "a run of batch %d takes %.4g us, of which layers are predicted to take %.4g; it shall take %.4g,"
                                + " and takes %.4g at least",
                        race.batch(),
                        before,
                        layers / 1e3,
                        asked() * before,
                        fastest() * before));
    }

    /** Shares of the model's time by what layers cost, as far as is known. */
    private TimeLine line() {
        TimeLine line = new TimeLine();
        line.add(layers, 1);
        races.known().forEach((choice, race) -> {
            long cost = cost(choice);
            double share = race.slowdown().median();
            // Where what should be faster is not, all layers can still stay as they are.
            if (cost < layers && (!choice.equals(least) || share < 1)) {
                line.add(cost, share);
            }
        });
        return line;
    }

    @Override
    public Budget budget() {
        budget = fastest() > asked() ? 1 : isSettled() ? enough() : next();
        return new Budget(Budget.Unit.NANOSECONDS, Math.max(1, budget));
    }

    /** What is read off, but more than is known to be enough and less than is too much. */
    private long next() {
        return Math.min(tooMuch() - 1, Math.max(enough() + 1, line().budget(aim())));
    }

    private boolean isSettled() {
        long enough = enough();
        boolean nothingBetween = tooMuch() - 1 <= enough || line().budget(aim()) <= enough;
        return enough > 0 && (nothingBetween || tried.size() >= MOST_CHOICES);
    }

    /** The largest budget of which the choice keeps the limit, or 0. */
    private long enough() {
        return tried.keySet().stream()
                .filter(this::isKept)
                .mapToLong(choice -> tried.get(choice).budget())
                .max()
                .orElse(0);
    }

    /** What the cheapest choice costs that does not keep it, beyond those that do. */
    private long tooMuch() {
        return tried.keySet().stream()
                .filter(choice -> !isKept(choice))
                .mapToLong(TimeLimit::cost)
                .filter(cost -> cost > enough())
                .min()
                .orElse(Long.MAX_VALUE);
    }

    private boolean isKept(List<Candidate> choice) {
        Slowdown measured = races.known().get(choice).slowdown();
        return measured.median() <= asked() || measured.low() <= asked() && measured.median() <= asked() / AIM;
    }

    @Override
    public boolean isKeptBy(List<Candidate> chosen) {
        boolean again = tried.containsKey(chosen);
        if (!again) {
            double predicted = line().time(cost(chosen));
            tell(predicted, races.of(chosen));
            tried.put(chosen, new Tried(budget, predicted));
        }
        if (isKept(chosen)) {
            Speed race = races.known().get(chosen);
            found = Optional.of(new PredictedTime(
                    target.isShare(),
                    target.most(),
                    tried.get(chosen).predicted(),
                    race.slowdown().median(),
                    race.batch(),
                    tried.size()));
            // What was chosen before was chosen from all that costs less than is too much.
            return again || isSettled();
        }
        if (enough() == 0 && tried.size() >= MOST_CHOICES) {
            throw new TargetMissedException(String.format(
                    Locale.ROOT,
                    "what is predicted to take %.3f of the model's time was measured to take more, %d times; the nearest"
                            + " that was measured takes %.3f: ask for that, or for a little less",
                    asked(),
                    tried.size(),
                    tried.keySet().stream().mapToDouble(this::share).min().orElseThrow()));
        }
        return false;
    }

    private void tell(double predicted, Speed race) {
        compression
                .notes()
                .accept(String.format(
                        Locale.ROOT,
                        "predicted to take %.3f of the model's time, measured %.3f (%.3f to %.3f), asked for %.3f",
                        predicted,
                        race.slowdown().median(),
                        race.slowdown().low(),
                        race.slowdown().high(),
                        asked()));
    }

    private double share(List<Candidate> choice) {
        return races.known().get(choice).slowdown().median();
    }

    /** What was predicted of the last choice that kept the limit. */
    Optional<PredictedTime> found() {
        return found;
    }

    @Override
    public String told(List<Candidate> chosen) {
        return String.format(Locale.ROOT, "%.3f of the model's time", line().time(cost(chosen)));
    }

    @Override
    public TargetMissedException missed(List<Candidate> cheapest) {
        return new TargetMissedException(String.format(
                Locale.ROOT,
                "a run cannot take as little as %.3f of the model's time: what its layers can become takes %.3f of it at"
                        + " least%s",
                asked(),
                fastest(),
                compression.tools().forms().bytes() == EightBits.PRODUCTS
                        ? ""
                        : "; products of bytes may take less, with --int8"));
    }

    private double fastest() {
        return Math.min(1, share(least));
    }

    /** The share of the model's time that was asked for. */
    private double asked() {
        return target.isShare() ? target.most() : Math.min(1, 1e6 * target.most() / races.usual());
    }

    /** A model that is fast enough as it is needs no margin. */
    private double aim() {
        return asked() < 1 ? AIM * asked() : 1;
    }

    private static long cost(List<Candidate> chosen) {
        return ModelOffers.cost(chosen, ANY);
    }
}
