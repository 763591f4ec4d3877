package dev.eckart.app.onnx.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.app.onnx.array.SampleArray;
import dev.eckart.app.onnx.runtime.Port;
import dev.eckart.app.onnx.runtime.Values;
import dev.eckart.app.onnx.tensor.DataType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A model that takes sequences of any length, given samples of one or of several. */
class SizesSeenTest {
    private static Samples samples(List<Long> sizes, long... dims) {
        Port port = new Port(
                "ids", DataType.FLOAT, sizes, sizes.stream().map(size -> "").toList());
        int count = (int) Arrays.stream(dims).reduce(1, (a, b) -> a * b);
        return Samples.of(
                List.of(port), Map.of("ids", SampleArray.of(new Values(dims, new double[count]))), Optional.empty());
    }

    @Test
    void oneLengthIsTold() {
        Samples samples = samples(List.of(-1L, -1L), 3, 12);
        String told = SizesSeen.single(samples).orElseThrow();
        assertTrue(told.contains("12 along axis 1 of input 'ids'"), told);
        Lengths same = new Lengths(new int[] {7, 7, 7}, Set.of("ids"), false);
        told = SizesSeen.single(samples.inLengths(same)).orElseThrow();
        assertTrue(told.contains("7 along axis 1 of input 'ids'"), told);
    }

    @Test
    void severalLengthsAndFixedSizesAreNot() {
        Lengths several = new Lengths(new int[] {7, 12, 7}, Set.of("ids"), false);
        assertEquals(
                Optional.empty(),
                SizesSeen.single(samples(List.of(-1L, -1L), 3, 12).inLengths(several)));
        assertEquals(Optional.empty(), SizesSeen.single(samples(List.of(-1L, 12L), 3, 12)));
    }

    /** Its second axis is another one than that of positions. */
    @Test
    void otherOpenAxesAreToldBesideSeveralLengths() {
        Lengths several = new Lengths(new int[] {2, 4, 4}, Set.of("ids"), false);
        String told = SizesSeen.single(samples(List.of(-1L, -1L, -1L), 3, 4, 5).inLengths(several))
                .orElseThrow();
        assertTrue(told.contains("5 along axis 2 of input 'ids'"), told);
    }
}
