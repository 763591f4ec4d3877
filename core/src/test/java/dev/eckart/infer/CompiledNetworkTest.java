package dev.eckart.infer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.nn.Bilinear;
import dev.eckart.nn.Dense;
import dev.eckart.nn.Network;
import dev.eckart.nn.Relu;
import dev.eckart.spi.Seed;
import dev.eckart.spi.layer.Layer;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CompiledNetworkTest {
    private static final Precision SINGLE = Precision.FLOAT32;

    @ParameterizedTest
    @EnumSource(Precision.class)
    void computesWhatTheNetworkDoes(Precision precision) {
        List<Network> networks = List.of(
                Models.base(precision),
                Models.compressed(precision, 1),
                Models.compressed(precision, 2),
                Models.compressed(precision, 8));
        for (Network network : networks) {
            for (int rows : new int[] {1, 2, 7, 33, 100}) {
                checkAllWays(network, Models.samples(precision, rows, network.inputs()));
            }
        }
    }

    @Test
    void computesMoreSamplesThanABlockHas() {
        Network network = Models.of(5, Models.dense(SINGLE, 5, 3));
        checkAllWays(network, Models.samples(SINGLE, 2 * 1024 + 700, 5));
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void layersOfUnknownKindsRunInPlace(Precision precision) {
        Network inner = Models.of(6, new Scale(precision, 6), Models.dense(precision, 6, 6));
        Network network = Models.of(
                6,
                new Relu(),
                new Scale(precision, 6),
                inner,
                Models.dense(precision, 6, 4),
                new Relu(),
                new Relu(),
                new Scale(precision, 4),
                new Scale(precision, 4));
        checkAllWays(network, Models.samples(precision, 9, 6));
        long merged = 6 * 4;
        assertEquals(
                6 + 6 + merged + 4 + 4,
                CompiledNetwork.of(network, Models.backend(precision)).macs());
    }

    private static void checkAllWays(Network network, Tensor samples) {
        CompiledNetwork compiled = CompiledNetwork.of(network, Models.backend(samples.precision()));
        Tensor expected = Models.forward(network, samples);
        double bound = Models.bound(network, samples);
        List<CompiledNetwork> all = new ArrayList<>(compiled.alternatives());
        all.add(compiled);
        for (CompiledNetwork way : all) {
            Tensor results = Tensors.zeros(samples.precision(), samples.rows(), network.outputs());
            Tensors.fill(results, i -> Double.NaN);
            way.apply(samples, results);
            double error = Models.difference(expected, results);
            assertTrue(error <= bound, () -> way.way() + ", " + samples.rows() + " samples: " + error + " > " + bound);
        }
    }

    @Test
    void networksInFloat32GoInTilesAndWhatIsUnknownByTheBackend() {
        assertTrue(ways(Models.base(SINGLE)).contains(Way.TILES));
        assertTrue(ways(Models.pictures(SINGLE, 6, 5, 3, 2)).contains(Way.TILES));
        assertFalse(ways(Models.base(Precision.FLOAT64)).contains(Way.TILES));
        assertFalse(ways(Models.of(6, Models.dense(SINGLE, 6, 5), new Scale(SINGLE, 5)))
                .contains(Way.TILES));
    }

    private static Set<Way> ways(Network network) {
        Precision precision = network.parameters().get(0).value().precision();
        return CompiledNetwork.of(network, Models.backend(precision)).alternatives().stream()
                .map(way -> way.way().orElseThrow())
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void bilinearLayersComputeWhatTheyDoWhateverTheirWidths(Precision precision) {
        SplittableRandom random = new Seed(3).random();
        for (int trial = 0; trial < 40; trial++) {
            int height = random.nextInt(1, 13);
            int width = random.nextInt(1, 13);
            Network network = Models.pictures(precision, height, width, random.nextInt(1, 20), random.nextInt(1, 20));
            checkAllWays(network, Models.samples(precision, random.nextInt(1, 70), height * width));
        }
        checkAllWays(Models.pictures(precision, 7, 9, 4, 17), Models.samples(precision, 512 + 3, 63));
        checkAllWays(Models.pictures(precision, 7, 9, 4, 17), Models.samples(precision, 2 * 512, 63));
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void bilinearLayersBehindOthersComputeWhatTheyDo(Precision precision) {
        Layer first = Models.dense(precision, 11, 42);
        Network pictures = Models.pictures(precision, 6, 7, 3, 4);
        Network network = Models.of(11, first, new Relu(), pictures);
        for (int samples : new int[] {1, 40, 512 + 130}) {
            checkAllWays(network, Models.samples(precision, samples, 11));
        }
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void bordersThatAreEmptyInAllPicturesAreNoLoss(Precision precision) {
        for (int a : new int[] {3, 18}) {
            Network network = Models.pictures(precision, 8, 9, a, 18);
            for (int empty = 0; empty <= 4; empty++) {
                Tensor samples = Models.samples(precision, 530, 72);
                int border = empty;
                Tensors.fill(samples, i -> {
                    int row = i % 72 / 9;
                    int column = i % 9;
                    boolean lit = row >= border && row < 8 - border && column >= border && column < 9 - border;
                    return lit ? 1 + i % 5 : 0;
                });
                checkAllWays(network, samples);
            }
        }
    }

    @Test
    void anyNumberOfThreadsGivesTheSameBits() {
        Network network = Models.pictures(SINGLE, 6, 7, 3, 4);
        Tensor samples = Models.samples(SINGLE, 3 * 512 + 77, 42);
        CompiledNetwork compiled = compiled(network);
        float[] expected = compiled.apply(samples).floats();
        for (int threads = 2; threads <= 6; threads++) {
            assertArrayEquals(
                    expected, compiled.withThreads(threads).apply(samples).floats());
        }
        assertThrows(IllegalArgumentException.class, () -> compiled.withThreads(0));
    }

    @Test
    void theMultiplicationsAreThoseOfTheCheapestFactors() {
        assertEquals(260 * 34 + 34 * 17 + 17 * 10, compiled(Models.base(SINGLE)).macs());
        assertEquals(
                260 * 34 + 34 * 17 + 17 * 10,
                compiled(Models.compressed(SINGLE, 1)).macs());
        assertEquals(
                260 * 4 + 4 * 34 + 34 * 2 + 2 * 17 + 17 + 10,
                compiled(Models.compressed(SINGLE, 8)).macs());
    }

    @Test
    void laterChangesOfTheNetworkAreNotSeen() {
        Tensor samples = Models.samples(SINGLE, 40, 6);
        for (int way = 0; way < 2; way++) {
            Network network = Models.of(6, Models.dense(SINGLE, 6, 5), new Relu(), new Scale(SINGLE, 5));
            CompiledNetwork compiled = compiled(network);
            float[] before = compiled.alternatives().get(way).apply(samples).floats();
            network.parameters().forEach(parameter -> Tensors.fill(parameter.value(), i -> i));
            assertArrayEquals(
                    before, compiled.alternatives().get(way).apply(samples).floats());
        }
    }

    @Test
    void everyThreadGetsTheSameBitsAndNoTwoUseTheBackendAtOnce() {
        Network network = Models.of(
                20, Models.dense(SINGLE, 20, 9), new Relu(), new Scale(SINGLE, 9), Models.dense(SINGLE, 9, 3));
        CompiledNetwork compiled = CompiledNetwork.of(network, new Exclusive(Models.backend(SINGLE)));
        Tensor few = Models.samples(SINGLE, 3, 20);
        Tensor many = Models.samples(SINGLE, 77, 20);
        float[] expectedFew = compiled.apply(few).floats();
        float[] expectedMany = compiled.apply(many).floats();
        long same = IntStream.range(0, 400)
                .parallel()
                .filter(i -> i % 2 == 0
                        ? Arrays.equals(expectedFew, compiled.apply(few).floats())
                        : Arrays.equals(expectedMany, compiled.apply(many).floats()))
                .count();
        assertEquals(400, same);
    }

    @Test
    void zeroInputsDoNotHideWhatIsNoNumber() {
        Tensor weights = Tensors.zeros(SINGLE, 2, 20);
        weights.set(1, 0, Double.POSITIVE_INFINITY);
        checkNoNumber(Models.of(2, Dense.of(weights, Optional.empty())));
        Tensor side = Tensors.zeros(SINGLE, 2, 1);
        side.set(0, 0, 1);
        side.set(1, 0, Double.POSITIVE_INFINITY);
        Tensor one = Tensors.zeros(SINGLE, 1, 1);
        one.set(0, 0, 1);
        checkNoNumber(Models.of(2, Bilinear.of(side, one)));
        checkNoNumber(Models.of(2, Bilinear.of(one, side)));
    }

    private static void checkNoNumber(Network network) {
        Tensor samples = Tensors.zeros(SINGLE, 1, 2);
        samples.set(0, 0, 1);
        assertTrue(Double.isNaN(Models.forward(network, samples).get(0, 0)), "the network itself");
        for (CompiledNetwork way : compiled(network).alternatives()) {
            assertTrue(Double.isNaN(way.apply(samples).get(0, 0)), "compiled, " + way.way());
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void aNumberThatIsNoneStaysInItsSample(Way way) {
        Network network = Models.pictures(SINGLE, 4, 5, 3, 3);
        Tensor samples = Models.samples(SINGLE, 9, 20);
        samples.set(4, 13, Double.NaN);
        CompiledNetwork compiled = compiled(network).alternatives().stream()
                .filter(alternative -> alternative.way().equals(Optional.of(way)))
                .findFirst()
                .orElseThrow();
        Tensor results = compiled.apply(samples);
        for (int row = 0; row < 9; row++) {
            assertEquals(row == 4, Double.isNaN(results.get(row, 0)), "sample " + row);
        }
    }

    @Test
    void aCallAllocatesNothing() {
        checkAllocations(compiled(Models.compressed(SINGLE, 8)));
        CompiledNetwork pictures = compiled(Models.pictures(SINGLE, 26, 10, 3, 4));
        checkAllocations(pictures);
        pictures.alternatives().stream()
                .filter(way -> way.way().equals(Optional.of(Way.TILES)))
                .forEach(CompiledNetworkTest::checkAllocations);
    }

    private static void checkAllocations(CompiledNetwork compiled) {
        Tensor samples = Models.samples(SINGLE, 4, 260);
        Tensor results = Tensors.zeros(SINGLE, 4, compiled.outputs());
        com.sun.management.ThreadMXBean threads =
                (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
        int calls = 1000;
        compiled.apply(samples, results);
        threads.getCurrentThreadAllocatedBytes();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < calls; i++) {
            compiled.apply(samples, results);
        }
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        // The smallest object takes 16 bytes; what is made once, by the JVM itself perhaps, does not count.
        assertTrue(allocated < 8L * calls, allocated + " bytes in " + calls + " calls");
    }

    @Test
    void whatDoesNotFitIsSaid() {
        CompiledNetwork compiled = compiled(Models.base(SINGLE));
        Tensor narrow = Tensors.zeros(SINGLE, 3, 259);
        String message = assertThrows(IllegalArgumentException.class, () -> compiled.apply(narrow))
                .getMessage();
        assertEquals("the samples are 3 x 259 in float32, but must be 3 x 260 in float32", message);
        Tensor samples = Tensors.zeros(SINGLE, 3, 260);
        assertThrows(IllegalArgumentException.class, () -> compiled.apply(Tensors.zeros(Precision.FLOAT64, 3, 260)));
        assertThrows(IllegalArgumentException.class, () -> compiled.apply(samples, Tensors.zeros(SINGLE, 2, 10)));
    }

    private static CompiledNetwork compiled(Network network) {
        return CompiledNetwork.of(network, Models.backend(SINGLE));
    }
}
