package dev.eckart.app.onnx.compress;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.app.onnx.data.RandomSamples;
import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.delivery.Judging;
import dev.eckart.app.onnx.runtime.Port;
import dev.eckart.app.onnx.tensor.DataType;
import dev.eckart.spi.Seed;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What a model is compared on when it has been made. */
class CalibrationSamplesTest {
    private static final Seed SEED = new Seed(11);

    /** A billion multiply-accumulates a run. */
    private static final OptionalLong HEAVY = OptionalLong.of(1_000_000_000);

    private static CalibrationSamples samples(int count, long batch) {
        Port input = new Port("x", Optional.of(DataType.FLOAT), List.of(batch, 2L), List.of("", ""), OptionalInt.of(0));
        return new CalibrationSamples(
                new RandomSamples(count, Map.of(), SEED.split("inputs")).samples(List.of(input)), SEED);
    }

    private static Set<Integer> numbers(Samples samples) {
        Set<Integer> numbers = new TreeSet<>();
        Arrays.stream(samples.numbers()).forEach(numbers::add);
        return numbers;
    }

    @Test
    void whatTakesLittleTimeIsComparedOnAllSamples() {
        CalibrationSamples all = samples(1000, -1);
        Judging.Compared compared = all.compared(OptionalLong.of(1_000_000));
        assertEquals(1000, compared.samples().count());
        assertEquals(Optional.empty(), compared.keptBack());
        assertEquals(1000, all.compared(OptionalLong.empty()).samples().count());
        // The same model that takes sixty-four samples at once is run a sixty-fourth as often.
        assertEquals(640, samples(640, 64).compared(HEAVY).samples().count());
    }

    @Test
    void otherwiseThoseKeptBackTell() {
        CalibrationSamples all = samples(1000, -1);
        Judging.Compared compared = all.compared(HEAVY);
        assertArrayEquals(all.held().numbers(), compared.samples().numbers());
        assertEquals(Optional.of(200), compared.keptBack());
        Set<Integer> fitted = numbers(all.fitted());
        assertTrue(numbers(compared.samples()).stream().noneMatch(fitted::contains));
    }

    @Test
    void whereFewAreKeptBackOthersAreDrawnBesideThem() {
        CalibrationSamples all = samples(500, -1);
        Judging.Compared compared = all.compared(HEAVY);
        assertEquals(200, compared.samples().count());
        assertEquals(Optional.of(100), compared.keptBack());
        assertTrue(numbers(compared.samples()).containsAll(numbers(all.held())));
        assertEquals(200, samples(200, -1).compared(HEAVY).samples().count());
        assertEquals(Optional.empty(), samples(200, -1).compared(HEAVY).keptBack());
    }
}
