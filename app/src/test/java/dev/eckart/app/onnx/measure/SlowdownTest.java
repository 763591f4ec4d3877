package dev.eckart.app.onnx.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.app.onnx.array.SampleArray;
import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.progress.Stages;
import dev.eckart.app.onnx.runtime.OnnxSession;
import dev.eckart.app.onnx.runtime.Values;
import dev.eckart.app.onnx.tensor.DataType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What times of rounds say. */
class SlowdownTest {
    private static final double[] ONES = filled(16, 1);

    private static double[] filled(int rounds, double time) {
        double[] times = new double[rounds];
        Arrays.fill(times, time);
        return times;
    }

    @Test
    void sixteenRoundsAreEnoughForEachVerdict() {
        assertEquals(Slowdown.Verdict.SLOWER, Slowdown.of(ONES, filled(16, 1.1)).verdict());
        assertEquals(Slowdown.Verdict.FASTER, Slowdown.of(ONES, filled(16, 0.9)).verdict());
        assertEquals(
                Slowdown.Verdict.AS_FAST, Slowdown.of(ONES, filled(16, 1.01)).verdict());
        double[] some = filled(16, 1.1);
        Arrays.fill(some, 0, 3, 0.9);
        assertEquals(Slowdown.Verdict.UNDECIDED, Slowdown.of(ONES, some).verdict());
        some[0] = 1.1;
        assertEquals(Slowdown.Verdict.SLOWER, Slowdown.of(ONES, some).verdict());
    }

    @Test
    void roundsThatAreFewOrUnlikeEachOtherDecideNothing() {
        assertEquals(
                Slowdown.Verdict.UNDECIDED,
                Slowdown.of(filled(2, 1), new double[] {0.9, 1.2}).verdict());
        double[] spread = IntStream.range(0, 100)
                .mapToDouble(round -> round % 2 == 0 ? 0.5 : 2)
                .toArray();
        assertEquals(
                Slowdown.Verdict.UNDECIDED, Slowdown.of(filled(100, 1), spread).verdict());
    }

    /** Products that take far longer than the time in which short runs are repeated, divided by 16. */
    @Test
    void slowModelsAreRunSixteenTimesToo() {
        int size = 1536;
        Echo model = new Echo()
                .input("x", DataType.FLOAT, 1, size, size)
                .output("y", DataType.FLOAT, 1, size, size)
                .node("", "MatMul", List.of("x", "x"), List.of("h"))
                .node("", "MatMul", List.of("h", "x"), List.of("y"));
        try (OnnxSession session = model.open()) {
            Values values = new Values(new long[] {1, size, size}, new double[size * size]);
            Samples samples = Samples.of(session.inputs(), Map.of("x", SampleArray.of(values)), Optional.empty());
            List<Integer> told = new ArrayList<>();
            Speed.of(List.of(session), samples, Stages.none()).forEach(speed -> told.add(speed.rounds()));
            assertTrue(Collections.min(told) >= 16, told::toString);
        }
    }
}
