package dev.eckart.app.onnx.compress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.app.onnx.LayerCase;
import dev.eckart.app.onnx.ModelBuilder;
import dev.eckart.app.onnx.compress.Compression.Compressed;
import dev.eckart.app.onnx.cost.Kernel;
import dev.eckart.app.onnx.cost.MadeUpClock;
import dev.eckart.app.onnx.cost.ModelClock;
import dev.eckart.app.onnx.data.RandomSamples;
import dev.eckart.app.onnx.data.SampleBatch;
import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.measure.LossUnit;
import dev.eckart.app.onnx.measure.OutputChoice;
import dev.eckart.app.onnx.measure.Speed;
import dev.eckart.app.onnx.model.FileSize;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.progress.Stages;
import dev.eckart.app.onnx.runtime.OnnxSession;
import dev.eckart.app.onnx.unit.Sites;
import dev.eckart.compress.allocate.EnergyAllocator;
import dev.eckart.compress.allocate.KnapsackAllocator;
import dev.eckart.compress.decompose.OutputCovarianceSvd;
import dev.eckart.spi.Seed;
import dev.eckart.spi.compress.RankAllocator;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Targets of time, and several at once, on a machine that is made up. */
class TargetsTogetherTest {
    private static final Seed SEED = new Seed(6);
    private static final MadeUpClock CLOCK = new MadeUpClock(100, 5000);

    /** A wide layer, one that is too small for factors to pay, and another wide one. */
    private static final OnnxModel MODEL = new OnnxModel(
            Path.of("three.onnx"),
            new ModelBuilder(5)
                    .input("x", "N", 60)
                    .output("y", "N", 60)
                    .weights("w", 60, 80)
                    .weights("v", 80, 16)
                    .weights("u", 16, 60)
                    .weights("t", 60, 60)
                    .node("MatMul", "wide", List.of("x", "w"), "a")
                    .node("Relu", "", List.of("a"), "b")
                    .node("MatMul", "narrow", List.of("b", "v"), "c")
                    .node("MatMul", "small", List.of("c", "u"), "d")
                    .node("Relu", "", List.of("d"), "e")
                    .node("MatMul", "last", List.of("e", "t"), "y")
                    .build(8, 17));

    private static Samples samples() {
        try (OnnxSession session = OnnxSession.open(MODEL.proto(), MODEL.externalData(), 1)) {
            return new RandomSamples(200, Map.of(), SEED).samples(session.inputs());
        }
    }

    private static Compressed compressed(ModelClock clock, Target target) {
        return compressed(clock, new KnapsackAllocator(), target);
    }

    private static Compressed compressed(ModelClock clock, RankAllocator allocator, Target target) {
        Samples samples = samples();
        Tools tools = new Tools(new OutputCovarianceSvd(), allocator, LayerCase.backend(), 1, SEED);
        return new Compression(
                        tools,
                        MODEL,
                        Sites.of(MODEL).units(),
                        Optional.of(samples),
                        OutputChoice.USUAL,
                        note -> {},
                        Stages.none())
                .running(new TimedRun(clock, new SampleBatch(samples.typical(), 0, 1, 1)))
                .to(target);
    }

    private static Target latency(double share) {
        return new Target.Latency(share, true, Target.Run.USUAL);
    }

    private static Target bytes(double share) {
        return new Target.Bytes(share, true);
    }

    private static double time(Compressed compressed) {
        return CLOCK.whole(compressed.model()) / CLOCK.whole(MODEL.proto());
    }

    private static double size(Compressed compressed) {
        return (double) FileSize.of(compressed.model(), MODEL.externalData())
                / FileSize.of(MODEL.proto(), MODEL.externalData());
    }

    private static boolean isCut(Compressed compressed, int layer) {
        return !compressed.layers().get(layer).chosen().isLayer();
    }

    @Test
    void whatIsWrittenTakesTheTimeThatWasAskedForAndHardlyLess() {
        Compressed half = compressed(CLOCK, latency(0.6));
        PredictedTime time = half.time().orElseThrow();
        assertTrue(time(half) <= 0.6 && time(half) > 0.54, "takes " + time(half));
        assertEquals(time(half), time.measured(), 1e-9);
        assertEquals(time.measured(), time.predicted(), 0.1 * time.measured());
    }

    /** What is predicted to take all of it takes a little less: there is something better that takes no more. */
    @Test
    void whatIsLeftOfTheTimeIsUsed() {
        MadeUpClock bent = new MadeUpClock(100, 0, alone -> Math.pow(alone, 1.08));
        Compressed cut = compressed(bent, latency(0.5));
        double takes = bent.whole(cut.model()) / bent.whole(MODEL.proto());
        assertTrue(takes <= 0.5 && takes > 0.485, "takes " + takes);
    }

    /**
     * A machine on which, in some races, all take longer, and the smaller model by more.
     *
     * @param quiet the same when nothing else is done
     * @param races how many there have been
     * @param busy those that are disturbed
     */
    private record BusyClock(MadeUpClock quiet, AtomicInteger races, Set<Integer> busy) implements ModelClock {
        @Override
        public List<Long> nanoseconds(List<Kernel.Copies> kernels) {
            return quiet.nanoseconds(kernels);
        }

        @Override
        public Speed race(OnnxModel before, OnnxModel after, SampleBatch batch) {
            double was = quiet.whole(before.proto()) / 1e3;
            double is = quiet.whole(after.proto()) / 1e3;
            return busy.contains(races.getAndIncrement())
                    ? MadeUpClock.speed(batch, 1.5 * was, 2 * is)
                    : MadeUpClock.speed(batch, was, is);
        }
    }

    @Test
    void racesOnABusyMachineChangeNoChoice() {
        List<String> quiet = labels(compressed(CLOCK, latency(0.6)));
        for (Set<Integer> busy : List.of(Set.of(0), Set.of(0, 1), Set.of(2), Set.of(1, 3, 4))) {
            BusyClock clock = new BusyClock(CLOCK, new AtomicInteger(), busy);
            assertEquals(quiet, labels(compressed(clock, latency(0.6))), busy::toString);
        }
    }

    private static List<String> labels(Compressed compressed) {
        return compressed.layers().stream().map(layer -> layer.chosen().label()).toList();
    }

    @Test
    void aTimeInSecondsIsAShareOfWhatTheModelTakes() {
        double seconds = 0.7 * CLOCK.whole(MODEL.proto()) / 1e9;
        Compressed cut = compressed(CLOCK, new Target.Latency(seconds, false, Target.Run.USUAL));
        assertTrue(time(cut) <= 0.7 && time(cut) > 0.63, "takes " + time(cut));
    }

    @Test
    void aLayerWhoseFactorsAreSlowerStaysUnlessSizeIsAskedFor() {
        MadeUpClock slowToStart = new MadeUpClock(600, 0);
        Compressed fast = compressed(slowToStart, latency(0.7));
        assertFalse(isCut(fast, 2), "layer 'small' was cut");
        assertTrue(isCut(fast, 0));
        Compressed small = compressed(slowToStart, new Target.Ratio(8));
        assertTrue(isCut(small, 2));
    }

    /** What keeps most of a layer, and what loses little, takes no more time than the layer where no size is asked for. */
    @Test
    void neitherEnergyNorALossIsReasonEnoughForSlowerFactors() {
        MadeUpClock slowToStart = new MadeUpClock(2000, 0);
        MadeUpClock quick = new MadeUpClock(0, 0);
        Target loss = new Target.MaxLoss(0.9, LossUnit.RELATIVE);
        assertTrue(isCut(compressed(quick, loss), 2), "where they are not slower, they are taken");
        assertFalse(isCut(compressed(slowToStart, loss), 2));
        assertTrue(isCut(compressed(slowToStart, loss), 0));
        assertTrue(isCut(compressed(slowToStart, new Target.Several(List.of(new Target.Parameters(9000), loss))), 2));
        Target energy = new Target.Energy(0.5);
        assertTrue(isCut(compressed(quick, new EnergyAllocator(), energy), 2));
        assertFalse(isCut(compressed(slowToStart, new EnergyAllocator(), energy), 2));
    }

    @Test
    void whatTakesMoreAmongOthersThanAloneIsChosenAnew() {
        MadeUpClock bent = new MadeUpClock(100, 1000, alone -> Math.pow(alone, 0.5) * 100);
        Compressed cut = compressed(bent, latency(0.7));
        double takes = bent.whole(cut.model()) / bent.whole(MODEL.proto());
        assertTrue(takes <= 0.7 && takes > 0.63, "takes " + takes);
        assertTrue(cut.time().orElseThrow().choices() > 1);
    }

    @Test
    void aTimeThatCannotBeHadIsToldWithTheLeast() {
        TargetMissedException missed = assertThrows(TargetMissedException.class, () -> compressed(CLOCK, latency(0.1)));
        assertTrue(
                missed.getMessage().matches(".*as little as 0\\.100 .* takes 0\\.\\d+ of it at least.*"),
                missed::getMessage);
    }

    private static void assertStaysAsItIs(MadeUpClock clock) {
        double whole = clock.whole(MODEL.proto());
        Target longer = new Target.Latency(2 * whole / 1e9, false, Target.Run.USUAL);
        for (Target target : List.of(latency(1), longer)) {
            Compressed same = compressed(clock, target);
            assertTrue(
                    IntStream.range(0, same.layers().size()).noneMatch(layer -> isCut(same, layer)), target::toString);
        }
    }

    @Test
    void aModelThatIsFastEnoughStaysAsItIs() {
        assertStaysAsItIs(CLOCK);
    }

    @Test
    void layersStayWhereNothingFasterComesOfThem() {
        // Among others, what takes less by itself takes more.
        MadeUpClock turned = new MadeUpClock(100, 1000, alone -> 1e9 / alone);
        assertStaysAsItIs(turned);
        TargetMissedException missed =
                assertThrows(TargetMissedException.class, () -> compressed(turned, latency(0.9)));
        assertTrue(missed.getMessage().contains("takes 1.000 of it at least"), missed::getMessage);
    }

    @Test
    void bytesAndTimeHoldBoth() {
        Compressed fast = compressed(CLOCK, latency(0.6));
        Compressed small = compressed(CLOCK, bytes(0.4));
        Compressed both = compressed(CLOCK, new Target.Several(List.of(bytes(0.4), latency(0.6))));
        assertTrue(size(both) <= 0.4, "size " + size(both));
        assertTrue(time(both) <= 0.6, "time " + time(both));
        assertTrue(size(small) <= 0.4 && (size(fast) > 0.4 || time(small) > 0.6), "one of them is enough");
    }

    @Test
    void parametersAndBytesHoldBoth() {
        Compressed both = compressed(CLOCK, new Target.Several(List.of(new Target.Parameters(5000), bytes(0.6))));
        assertTrue(size(both) <= 0.6);
        assertTrue(both.layers().stream()
                        .mapToLong(layer -> layer.chosen().parameters())
                        .sum()
                <= 5000);
    }

    @Test
    void whatCannotBeHadAtOnceIsToldWithTheNearest() {
        // On a machine where starting a node is all, what is smallest is slowest.
        MadeUpClock nodes = new MadeUpClock(20_000, 0);
        TargetMissedException missed = assertThrows(
                TargetMissedException.class,
                () -> compressed(nodes, new Target.Several(List.of(bytes(0.4), latency(1)))));
        assertTrue(missed.getMessage().contains("the nearest that can"), missed::getMessage);
        assertTrue(missed.getMessage().contains(" of the model's time beside a file of "), missed::getMessage);
        assertFalse(missed.getMessage().contains("\n"));
    }

    @Test
    void theSmallestThatLosesNoMoreKeepsTheOthersToo() {
        Target loss = new Target.MaxLoss(0.3, LossUnit.RELATIVE);
        Compressed free = compressed(CLOCK, loss);
        Compressed kept = compressed(CLOCK, new Target.Several(List.of(bytes(0.95), latency(0.95), loss)));
        assertTrue(size(kept) <= 0.95 && time(kept) <= 0.95);
        assertTrue(size(kept) <= size(free) + 0.02, size(kept) + " and alone " + size(free));
        TargetMissedException missed = assertThrows(
                TargetMissedException.class,
                () -> compressed(
                        CLOCK, new Target.Several(List.of(bytes(0.3), new Target.MaxLoss(0.001, LossUnit.RELATIVE)))));
        assertTrue(missed.getMessage().contains("loses"), missed::getMessage);
    }
}
