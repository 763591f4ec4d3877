package dev.eckart.infer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.nn.Dense;
import dev.eckart.nn.Network;
import dev.eckart.nn.Relu;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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
                checkBothWays(network, Models.samples(precision, rows, network.inputs()));
            }
        }
    }

    @Test
    void computesMoreSamplesThanABlockHas() {
        Network network = Models.of(5, Models.dense(SINGLE, 5, 3));
        checkBothWays(network, Models.samples(SINGLE, 2 * 1024 + 700, 5));
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
        checkBothWays(network, Models.samples(precision, 9, 6));
        long merged = 6 * 4;
        assertEquals(
                6 + 6 + merged + 4 + 4,
                CompiledNetwork.of(network, Models.backend(precision)).macs());
    }

    private static void checkBothWays(Network network, Tensor samples) {
        CompiledNetwork compiled = CompiledNetwork.of(network, Models.backend(samples.precision()));
        Tensor expected = Models.forward(network, samples);
        double bound = Models.bound(network, samples);
        for (int from : new int[] {1, 4, Integer.MAX_VALUE}) {
            Tensor results = Tensors.zeros(samples.precision(), samples.rows(), network.outputs());
            Tensors.fill(results, i -> Double.NaN);
            compiled.withBatchFrom(from).apply(samples, results);
            double error = Models.difference(expected, results);
            assertTrue(error <= bound, () -> samples.rows() + " samples: " + error + " > " + bound);
        }
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
        for (int from : new int[] {1, Integer.MAX_VALUE}) {
            Network network = Models.of(6, Models.dense(SINGLE, 6, 5), new Relu(), new Scale(SINGLE, 5));
            CompiledNetwork compiled = compiled(network).withBatchFrom(from);
            float[] before = compiled.apply(samples).floats();
            network.parameters().forEach(parameter -> Tensors.fill(parameter.value(), i -> i));
            assertArrayEquals(before, compiled.apply(samples).floats());
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
        Tensor weights = Tensors.zeros(SINGLE, 2, 2);
        weights.set(1, 0, Double.POSITIVE_INFINITY);
        Tensor samples = Tensors.zeros(SINGLE, 1, 2);
        samples.set(0, 0, 1);
        Network network = Models.of(2, Dense.of(weights, Optional.empty()));
        assertTrue(Double.isNaN(Models.forward(network, samples).get(0, 0)), "the network itself");
        assertTrue(Double.isNaN(compiled(network).apply(samples).get(0, 0)), "compiled");
    }

    @Test
    void aCallAllocatesNothing() {
        CompiledNetwork compiled = compiled(Models.compressed(SINGLE, 8));
        Tensor samples = Models.samples(SINGLE, 4, 260);
        Tensor results = Tensors.zeros(SINGLE, 4, 10);
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
        assertTrue(allocated < calls, allocated + " bytes in " + calls + " calls");
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
        assertThrows(IllegalArgumentException.class, () -> compiled.withBatchFrom(0));
    }

    private static CompiledNetwork compiled(Network network) {
        return CompiledNetwork.of(network, Models.backend(SINGLE));
    }
}
