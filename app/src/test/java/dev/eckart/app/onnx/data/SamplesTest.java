package dev.eckart.app.onnx.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.app.onnx.array.SampleArray;
import dev.eckart.app.onnx.array.SampleLabels;
import dev.eckart.app.onnx.runtime.Port;
import dev.eckart.app.onnx.runtime.Values;
import dev.eckart.app.onnx.tensor.DataType;
import dev.eckart.app.onnx.tensor.OnnxException;
import dev.eckart.spi.Seed;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SamplesTest {
    private static final Port OPEN = port("x", -1, 2, 2);
    private static final Port BY_TWO = port("x", 2, 4);

    @Test
    void theOnlyArrayGoesToTheOnlyInputInTheFormItAsksFor() {
        Samples samples = Samples.of(List.of(OPEN), Map.of("other", counted(3, 2, 1, 2)), Optional.empty());
        assertArrayEquals(new long[] {3, 2, 2}, samples.arrays().get("x").dims());
        Values last = samples.slice(1, 3).slice(1, 2).arrays().get("x").read(0, 1);
        assertArrayEquals(new double[] {8, 9, 10, 11}, last.numbers());
    }

    @Test
    void whatASampleWasBeforeItWasFlattenedStaysKnown() {
        Samples flat = Samples.of(List.of(port("x", -1, 12)), Map.of("x", counted(3, 1, 3, 4)), Optional.empty());
        assertArrayEquals(new long[] {3, 12}, flat.arrays().get("x").dims());
        assertEquals(Map.of("x", List.of(1L, 3L, 4L)), flat.slice(1, 3).sizes());
        Samples narrow = Samples.of(List.of(port("x", -1, 12)), Map.of("x", counted(3, 12)), Optional.empty());
        assertEquals(Map.of("x", List.of(12L)), narrow.sizes());
    }

    @Test
    void severalArraysGoToInputsByName() {
        List<Port> inputs = List.of(OPEN, port("y", -1, -1));
        Samples samples = Samples.of(
                inputs, Map.of("x", counted(3, 2, 2), "y", counted(3, 7), "z", counted(1)), Optional.empty());
        assertArrayEquals(new long[] {3, 7}, samples.arrays().get("y").dims());
        refused(() -> Samples.of(inputs, Map.of("x", counted(3, 2, 2), "z", counted(3, 7)), Optional.empty()), "'y'");
    }

    @Test
    void whatDoesNotFitIsRefused() {
        refused(() -> Samples.of(List.of(OPEN), Map.of("x", counted(3, 5)), Optional.empty()), "[?, 2, 2]");
        refused(
                () -> Samples.of(List.of(OPEN), Map.of("x", counted(3, 2, 2)), Optional.of(SampleLabels.of(0, 0))),
                "labels=2");
        refused(
                () -> Samples.of(
                        List.of(OPEN, port("y", -1, 1)),
                        Map.of("x", counted(3, 2, 2), "y", counted(4, 1)),
                        Optional.empty()),
                "different numbers");
        refused(() -> Samples.of(List.of(port("x", 0, 2)), Map.of("x", counted(1, 2)), Optional.empty()), "'x'");
        refused(() -> Samples.of(List.of(), Map.of("x", counted(1, 2)), Optional.empty()), "no input");
    }

    /** 64 of these would be 4 GiB in float64. */
    @Test
    void largeSamplesComeInSmallBatches() {
        SampleArray large = new SampleArray() {
            @Override
            public long[] dims() {
                return new long[] {7, 1 << 23};
            }

            @Override
            public Values read(int from, int to) {
                throw new AssertionError("nothing is asked for");
            }
        };
        Samples samples = Samples.of(List.of(port("x", -1, 1 << 23)), Map.of("x", large), Optional.empty());
        List<SampleBatch> batches = samples.batches(64);
        assertEquals(
                List.of(2, 2, 2, 1), batches.stream().map(SampleBatch::size).toList());
        assertEquals(7, batches.stream().mapToInt(SampleBatch::count).sum());
    }

    @Test
    void aFixedBatchIsFilledUp() {
        Samples samples = Samples.of(List.of(BY_TWO), Map.of("x", counted(5, 4)), Optional.empty());
        List<SampleBatch> all = samples.batches(64);
        assertEquals(3, all.size());
        Values last = all.get(2).values().get("x");
        assertArrayEquals(new long[] {2, 4}, last.dims());
        assertArrayEquals(new double[] {16, 17, 18, 19, 16, 17, 18, 19}, last.numbers());
        assertEquals(5, all.stream().mapToInt(SampleBatch::count).sum());
    }

    /** Three of a batch of four: along the first axis, along another, split into parts of either order, or not at all. */
    @Test
    void whatWasFilledUpIsTakenOffAgain() {
        Samples first = Samples.of(List.of(port("x", 4, 1)), Map.of("x", counted(3, 1)), Optional.empty());
        SampleBatch batch = first.batches(1).get(0);
        assertEquals(3, batch.count());
        assertReal(counted(3, 2), batch, counted(4, 2));
        assertReal(counted(6, 2), batch, counted(8, 2));
        assertArrayEquals(
                new double[] {0, 1, 2, 4, 5, 6}, batch.real(values(2, 4)).numbers());
        Values none = values(5);
        assertEquals(none, batch.real(none));
        assertTrue(batch.bySample(none).isEmpty());
        assertArrayEquals(
                new long[] {3, 2, 5}, batch.bySample(values(8, 5)).orElseThrow().dims());
        Port second = port("x", 2, 4).along(OptionalInt.of(1));
        SampleBatch timeMajor = Samples.of(List.of(second), Map.of("x", counted(2, 3)), Optional.empty())
                .batches(1)
                .get(0);
        assertArrayEquals(
                new double[] {0, 1, 2, 2, 3, 4, 5, 5},
                timeMajor.values().get("x").numbers());
        assertArrayEquals(
                new double[] {0, 1, 2, 4, 5, 6}, timeMajor.real(values(8, 1)).numbers());
        assertArrayEquals(
                new double[] {0, 4, 1, 5, 2, 6},
                timeMajor.bySample(values(2, 4)).orElseThrow().numbers());
    }

    private static void assertReal(SampleArray expected, SampleBatch batch, SampleArray all) {
        Values real = batch.real(all.read(0, (int) all.dims()[0]));
        assertArrayEquals(expected.dims(), real.dims());
        assertArrayEquals(expected.read(0, (int) expected.dims()[0]).numbers(), real.numbers());
    }

    private static Values values(long... dims) {
        SampleArray all = counted(dims);
        return all.read(0, (int) dims[0]);
    }

    @Test
    void drawnSamplesComeInWholeBatches() {
        Samples samples = new RandomSamples(16, Map.of(), new Seed(1)).samples(List.of(port("x", 24, 3)));
        assertEquals(24, samples.count());
        assertEquals(24, samples.batches(1).get(0).count());
    }

    /** Sorted samples are drawn from all over, the same by the same seed, and what is drawn and what is not are all. */
    @Test
    void samplesAreDrawnBySeed() {
        int[] classes = IntStream.range(0, 1000).map(i -> i / 100).toArray();
        Port input = port("x", -1, 1);
        Samples all = Samples.of(List.of(input), Map.of("x", counted(1000, 1)), Optional.of(SampleLabels.of(classes)));
        Samples drawn = all.drawn(200, new Seed(1));
        assertEquals(200, drawn.count());
        assertEquals(
                10,
                Arrays.stream(drawn.labels().orElseThrow().classes()).distinct().count());
        assertArrayEquals(drawn.numbers(), all.drawn(200, new Seed(1)).numbers());
        assertFalse(Arrays.equals(drawn.numbers(), all.drawn(200, new Seed(2)).numbers()));
        assertArrayEquals(
                Arrays.stream(drawn.numbers()).asDoubleStream().toArray(),
                drawn.arrays().get("x").read(0, 200).numbers());
        assertArrayEquals(Arrays.stream(drawn.numbers()).sorted().toArray(), drawn.numbers());
        Samples others = all.others(200, new Seed(1));
        assertArrayEquals(
                IntStream.range(0, 1000).toArray(),
                IntStream.concat(Arrays.stream(drawn.numbers()), Arrays.stream(others.numbers()))
                        .sorted()
                        .toArray());
        assertArrayEquals(
                IntStream.range(0, 1000).toArray(), all.drawn(5000, new Seed(1)).numbers());
    }

    /** Five samples at a time along the second axis, which nothing in the model says. */
    @Test
    void anArrayThatIsLongerAlongOneAxisOnlyTellsOfIt() {
        Port timeMajor = port("x", 11, 5, 24);
        refused(
                () -> Samples.of(List.of(timeMajor), Map.of("x", counted(11, 64, 24)), Optional.empty()),
                "--batch-axis 1");
    }

    @Test
    void labelsAreClassesOrNotCounted() {
        SampleLabels labels = new SampleLabels(new long[] {2, 2}, new int[] {0, -100, 3, 1});
        assertArrayEquals(new int[] {3, 1}, labels.slice(1, 2).classes());
        assertTrue(labels.counts(3) && !labels.counts(SampleLabels.NOT_COUNTED));
        refused(() -> new SampleLabels(new long[] {2, 2}, new int[] {0, 1, 2}), "3 labels are not [2, 2]");
        refused(() -> new SampleLabels(new long[0], new int[] {0}), "samples along the first axis");
    }

    @Test
    void labelsThatAreTextsAreClassesByTheirNames() {
        SampleLabels labels = SampleLabels.of(new long[] {4}, List.of("dog", "cat", "dog", "-100"));
        SampleLabels some = labels.chosen(new int[] {1, 2, 3});
        assertEquals(
                List.of("cat", "dog", "-100"),
                Arrays.stream(some.classes()).mapToObj(some::name).toList());
        assertTrue(Arrays.stream(some.classes()).allMatch(some::counts));
    }

    @Test
    void anOpenBatchIsAsLargeAsIsWanted() {
        Samples samples = Samples.of(List.of(OPEN), Map.of("x", counted(5, 2, 2)), Optional.empty());
        assertEquals(
                List.of(2, 2, 1),
                samples.batches(2).stream().map(SampleBatch::size).toList());
    }

    @Test
    void anAbsurdBatchIsRefusedBeforeItIsMade() {
        Port absurd = port("x", Long.MAX_VALUE / 8, 4);
        Samples samples = Samples.of(List.of(absurd), Map.of("x", counted(5, 4)), Optional.empty());
        refused(() -> samples.batches(1), "at a time");
        refused(() -> new RandomSamples(3, Map.of(), new Seed(1)).samples(List.of(port("x", 1, 1L << 40))), "too many");
    }

    @Test
    void drawnSamplesDependOnSeedNameAndNumberOnly() {
        RandomSamples drawn = new RandomSamples(6, Map.of("length", 3), new Seed(4));
        Port input = new Port("x", DataType.FLOAT, List.of(-1L, -1L, 2L), List.of("N", "length", ""));
        SampleArray array = drawn.samples(List.of(input)).arrays().get("x");
        assertArrayEquals(new long[] {6, 3, 2}, array.dims());
        double[] whole = array.read(0, 6).numbers();
        assertArrayEquals(Arrays.copyOfRange(whole, 12, 24), array.read(2, 4).numbers());
        assertEquals(36, Arrays.stream(whole).distinct().count());
        double mean = Arrays.stream(whole).average().orElseThrow();
        // Six standard errors of the mean of 36 standard normal numbers.
        assertTrue(Math.abs(mean) < 6 / Math.sqrt(36), () -> "mean " + mean);
    }

    @Test
    void drawnIntegersAreIndicesIntoAnything() {
        Port input = new Port("ids", DataType.INT64, List.of(-1L, 50L), List.of("", ""));
        double[] ids = new RandomSamples(4, Map.of(), new Seed(4))
                .samples(List.of(input))
                .arrays()
                .get("ids")
                .read(0, 4)
                .numbers();
        assertArrayEquals(
                new double[] {0, 1}, Arrays.stream(ids).distinct().sorted().toArray());
    }

    private static Port port(String name, long... dims) {
        return new Port(
                name,
                DataType.FLOAT,
                Arrays.stream(dims).boxed().toList(),
                Arrays.stream(dims).mapToObj(dim -> "").toList());
    }

    private static SampleArray counted(long... dims) {
        int count = (int) Arrays.stream(dims).reduce(1, (a, b) -> a * b);
        return SampleArray.of(
                new Values(dims, IntStream.range(0, count).mapToDouble(i -> i).toArray()));
    }

    private static void refused(Runnable what, String word) {
        OnnxException e = assertThrows(OnnxException.class, what::run);
        assertTrue(e.getMessage().contains(word), e::getMessage);
        assertEquals(1, e.getMessage().lines().count());
    }
}
