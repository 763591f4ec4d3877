package dev.eckart.app.onnx.compress;

import dev.eckart.app.onnx.cost.TimeLine;
import dev.eckart.app.onnx.measure.Speed;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.spi.compress.Budget;
import dev.eckart.spi.compress.Candidate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Time of a run. The model whose layers take least, and then each that is chosen, is measured in turn with the original, and
 * what layers may take is read off between those.
 */
final class TimeLimit implements Limit {
    private static final Budget ANY = new Budget(Budget.Unit.NANOSECONDS, 1);

    /** Choices that are measured at most. */
    private static final int MOST_RACES = 5;

    /** Of those, so many may be dropped for taking less than they might; the others are left to come back within. */
    private static final int MOST_WASTED = 3;

    /** What is aimed at, as a share of what is asked for: times of two sittings are not the same. */
    private static final double AIM = 0.98;

    /** A choice that takes less than this share of what was asked for has given away more than it need have. */
    private static final double WASTEFUL = 0.93;

    private final Compression compression;
    private final TimedRun run;
    private final Function<List<Candidate>, ModelProto> written;
    private final Target.Latency target;
    private final long layers;
    private final TimeLine line;
    private final double fastest;
    private double asked;
    private int races;
    private double nearest = Double.POSITIVE_INFINITY;
    private Optional<PredictedTime> found = Optional.empty();

    TimeLimit(
            Compression compression,
            ModelOffers offered,
            Function<List<Candidate>, ModelProto> written,
            Target.Latency target) {
        this.compression = compression;
        this.run = compression.timed().orElseThrow();
        this.written = written;
        this.target = target;
        this.layers = offered.cost(ANY);
        this.line = new TimeLine();
        line.add(layers, 1);
        List<Candidate> least = offered.smallest(compression.tools().allocator(), ANY);
        Speed race = raced(least);
        // Where what should be faster is not, all layers can still stay as they are.
        this.fastest = Math.min(1, race.slowdown().median());
        this.asked = asked(race);
        if (cost(least) < layers && fastest < 1) {
            line.add(cost(least), fastest);
        }
        compression
                .notes()
                .accept(String.format(
                        Locale.ROOT,
                        "a run of batch %d takes %.4g us, of which layers are predicted to take %.4g; it shall take %.4g,"
                                + " and takes %.4g at least",
                        race.batch(),
                        race.times().get(0).microseconds(),
                        layers / 1e3,
                        asked * race.times().get(0).microseconds(),
                        fastest * race.times().get(0).microseconds()));
    }

    @Override
    public Budget budget() {
        return new Budget(Budget.Unit.NANOSECONDS, Math.max(1, fastest > asked ? 1 : line.budget(aim())));
    }

    @Override
    public boolean isKeptBy(List<Candidate> chosen) {
        double predicted = line.time(cost(chosen));
        Speed race = raced(chosen);
        races++;
        double share = race.slowdown().median();
        asked = asked(race);
        line.add(cost(chosen), share);
        boolean kept = share <= asked || race.slowdown().low() <= asked && share <= asked / AIM;
        compression
                .notes()
                .accept(String.format(
                        Locale.ROOT,
                        "predicted to take %.3f of the model's time, measured %.3f (%.3f to %.3f), asked for %.3f",
                        predicted,
                        share,
                        race.slowdown().low(),
                        race.slowdown().high(),
                        asked));
        nearest = Math.min(nearest, share);
        boolean wasted = share < WASTEFUL * asked && line.budget(aim()) > cost(chosen) + layers / 100;
        if (kept) {
            found = Optional.of(
                    new PredictedTime(target.isShare(), target.most(), predicted, share, race.batch(), races));
        }
        if (!kept && races >= MOST_RACES) {
            throw new TargetMissedException(String.format(
                    Locale.ROOT,
                    "what is predicted to take %.3f of the model's time was measured to take more, %d times; the nearest"
                            + " that was measured takes %.3f: ask for that, or for a little less",
                    asked,
                    races,
                    nearest));
        }
        return kept && (!wasted || races >= MOST_WASTED);
    }

    /** What was predicted of the last choice that kept the limit. */
    Optional<PredictedTime> found() {
        return found;
    }

    @Override
    public String told(List<Candidate> chosen) {
        return String.format(Locale.ROOT, "%.3f of the model's time", line.time(cost(chosen)));
    }

    @Override
    public TargetMissedException missed(List<Candidate> least) {
        return new TargetMissedException(String.format(
                Locale.ROOT,
                "a run cannot take as little as %.3f of the model's time: what its layers can become takes %.3f of it at"
                        + " least%s",
                asked,
                fastest,
                compression.tools().forms().bytes() == EightBits.PRODUCTS
                        ? ""
                        : "; products of bytes may take less, with --int8"));
    }

    /** The share of the model's time that was asked for. */
    private double asked(Speed race) {
        return target.isShare()
                ? target.most()
                : Math.min(1, 1e6 * target.most() / race.times().get(0).microseconds());
    }

    /** A model that is fast enough as it is needs no margin. */
    private double aim() {
        return asked < 1 ? AIM * asked : 1;
    }

    private Speed raced(List<Candidate> chosen) {
        OnnxModel model = compression.model();
        return run.clock().race(model, new OnnxModel(model.file(), written.apply(chosen)), run.batch());
    }

    private static long cost(List<Candidate> chosen) {
        return ModelOffers.cost(chosen, ANY);
    }
}
