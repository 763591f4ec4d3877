package dev.eckart.app.onnx.observe;

import dev.eckart.app.onnx.array.SampleArray;
import dev.eckart.app.onnx.data.SampleBatch;
import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.layer.Site;
import dev.eckart.app.onnx.unit.Unit;
import dev.eckart.app.onnx.walk.KnownValues;
import dev.eckart.spi.Seed;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A share of the samples, whose sums are made apart from those of the others and added to theirs in the order of the numbers.
 * How many there are depends on the model and its samples and not on who sums, so that sums have the same bits whoever does.
 *
 * @param number which one, from 0
 * @param count how many shards there are
 * @param samples samples of all shards together
 */
public record Shard(int number, int count, int samples) {
    /** Multiply-accumulates of a shard at least, a minute or two of a core: less is not worth a task. */
    private static final double LEAST_WORK = 0x1p41;

    /** Multiply-accumulates of a shard at least for each number of its sums, which have to be told and added. */
    private static final double LEAST_WORK_A_NUMBER = 0x1p15;

    /** Numbers of a shard's samples at most, 1 GiB in float64. */
    private static final long MOST_NUMBERS = 1L << 27;

    /** The shards of samples that are run past layers. */
    static List<Shard> of(Samples samples, List<Unit> units, KnownValues known) {
        double work = 0;
        double sums = 1;
        for (Unit unit : units) {
            double weights = unit.shape().geometry().lookup()
                    ? 0
                    : (double) unit.shape().rows() * unit.shape().columns();
            double rows = 0;
            for (Site use : unit.layers()) {
                rows += (double) known.numbers(use.output()).orElse(0)
                        / use.shape().columns();
            }
            sums += PartialSums.most(unit);
            work += rows * (weights + PartialSums.most(unit)) * samples.fullness() * samples.count();
        }
        double worthwhile = Math.floor(work / Math.max(LEAST_WORK, LEAST_WORK_A_NUMBER * sums));
        double needed = Math.ceil((double) numbers(samples) / MOST_NUMBERS);
        return all((int) Math.max(1, Math.min(samples.count(), Math.max(worthwhile, needed))), samples.count());
    }

    /** So many shards of so many samples. */
    static List<Shard> all(int count, int samples) {
        return IntStream.range(0, count)
                .mapToObj(number -> new Shard(number, count, samples))
                .toList();
    }

    private static long numbers(Samples samples) {
        return samples.arrays().values().stream()
                .map(SampleArray::dims)
                .mapToLong(dims -> Arrays.stream(dims).reduce(1, (a, b) -> a * b))
                .sum();
    }

    /**
     * Its samples: every so many-th of all, for they may be sorted by their lengths.
     *
     * @param all the samples of all shards
     * @return they in their order
     */
    public Samples of(Samples all) {
        return count == 1
                ? all
                : all.chosen(IntStream.iterate(number, sample -> sample < samples, sample -> sample + count)
                        .toArray());
    }

    /** The share that a batch of its samples has of the samples of all shards. */
    double share(SampleBatch batch) {
        return (double) batch.count() / samples;
    }

    /** Randomness of its own. */
    Seed seed(Seed all) {
        return number == 0 ? all : all.split("shard").split(number);
    }
}
