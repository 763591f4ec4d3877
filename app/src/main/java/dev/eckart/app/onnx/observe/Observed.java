package dev.eckart.app.onnx.observe;

import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.layer.Site;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.unit.Unit;
import dev.eckart.app.onnx.walk.KnownValues;
import dev.eckart.spi.compress.Decomposer;
import java.util.List;
import java.util.OptionalLong;

/**
 * What is observed, and how its samples are divided: all that sums depend on besides the samples, wherever they are made.
 *
 * @param model the model
 * @param units its layers; what those see that have one tensor counts together
 * @param decomposer what asks for it
 * @param batch samples of a batch at most
 * @param shards shares of the samples whose sums are added up
 */
public record Observed(OnnxModel model, List<Unit> units, Decomposer decomposer, int batch, List<Shard> shards) {
    /** Numbers that a layer may take and make in a batch, 4 MiB in float64: what is larger does not die young in the heap. */
    private static final long MOST_NUMBERS = 1 << 19;

    private static final int MOST_SAMPLES = 64;

    /**
     * Divides samples.
     *
     * @param model the model
     * @param units its layers, all that will be observed: how many samples make a batch depends on them together
     * @param decomposer what asks for it
     * @param samples all samples
     * @return what can be observed
     */
    public static Observed of(OnnxModel model, List<Unit> units, Decomposer decomposer, Samples samples) {
        KnownValues known = KnownValues.of(model, samples);
        return new Observed(model, units, decomposer, batch(units, known), Shard.of(samples, units, known));
    }

    /** Samples of a batch with which no layer takes and makes too many numbers. */
    private static int batch(List<Unit> units, KnownValues known) {
        long largest = units.stream()
                .mapToLong(unit -> numbers(unit, known).orElse(MOST_NUMBERS))
                .max()
                .orElse(1);
        return (int) Math.max(1, Math.min(MOST_SAMPLES, MOST_NUMBERS / Math.max(1, largest)));
    }

    /** Numbers that a layer takes and makes of a batch, as far as they are known. */
    long batched(Unit unit, KnownValues known) {
        return numbers(unit, known).orElse(0) * batch;
    }

    /** Numbers that a layer takes and makes of the smallest batch, if they are known. */
    private static OptionalLong numbers(Unit unit, KnownValues known) {
        long sum = 0;
        for (Site use : unit.uses()) {
            for (String name : List.of(use.input(), use.output())) {
                OptionalLong numbers = known.numbers(name);
                if (numbers.isEmpty()) {
                    return numbers;
                }
                sum += numbers.getAsLong();
            }
        }
        return OptionalLong.of(sum);
    }

    /** Some of the layers. */
    Observed of(List<Unit> some) {
        return new Observed(model, some, decomposer, batch, shards);
    }
}
