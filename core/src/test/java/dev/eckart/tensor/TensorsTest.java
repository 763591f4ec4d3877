package dev.eckart.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TensorsTest {
    @ParameterizedTest
    @EnumSource
    void whatIsSetIsRead(Precision precision) {
        Tensor tensor = Tensors.zeros(precision, 2, 3);
        tensor.set(1, 2, 0.5);
        assertEquals(0.5, tensor.get(1, 2));
        assertEquals(0.5, Tensors.element(tensor).applyAsDouble(5));
    }

    @ParameterizedTest
    @EnumSource
    void everyWayToWriteCountsAsAChange(Precision precision) {
        Tensor tensor = Tensors.zeros(precision, 2, 2);
        long before = tensor.version();
        tensor.set(0, 0, 1);
        long afterSet = tensor.version();
        assertNotEquals(before, afterSet);
        Tensors.fill(tensor, i -> i);
        assertNotEquals(afterSet, tensor.version());
    }

    @ParameterizedTest
    @EnumSource
    void transposingTwiceGivesTheSame(Precision precision) {
        Tensor tensor = Tensors.zeros(precision, 3, 5);
        Tensors.fill(tensor, i -> i);
        Tensor transposed = Tensors.transpose(tensor);
        assertEquals(tensor.get(1, 4), transposed.get(4, 1));
        assertArrayEquals(all(tensor), all(Tensors.transpose(transposed)));
    }

    @Test
    void copiesShareNothing() {
        Tensor tensor = Tensors.of(new double[] {1, 2});
        Tensors.copy(tensor, Precision.FLOAT64).set(0, 0, 9);
        assertEquals(1, tensor.get(0, 0));
    }

    @Test
    void normsOfHugeAndTinyElementsAreFinite() {
        assertEquals(5e200, Tensors.norm(Tensors.of(new double[] {3e200, 4e200})), 5e200 * 0x1p-50);
        assertEquals(5e-200, Tensors.norm(Tensors.of(new double[] {3e-200, 4e-200})), 5e-200 * 0x1p-50);
        assertEquals(0, Tensors.norm(Tensors.zeros(Precision.FLOAT64, 2, 2)));
    }

    @Test
    void findsWhatIsNotFinite() {
        assertTrue(Tensors.isFinite(Tensors.of(new double[] {1, 2})));
        assertFalse(Tensors.isFinite(Tensors.of(new double[] {1, Double.NaN})));
        assertFalse(Tensors.isFinite(Tensors.of(new double[] {Double.NEGATIVE_INFINITY, 1})));
    }

    @Test
    void impossibleSizesAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> Tensors.zeros(Precision.FLOAT32, 0, 3));
        assertThrows(IllegalArgumentException.class, () -> Tensors.zeros(Precision.FLOAT32, 1 << 16, 1 << 16));
        assertThrows(IllegalArgumentException.class, () -> Tensors.wrap(2, 2, new double[3]));
        assertThrows(IllegalArgumentException.class, () -> Tensors.wrap(1 << 16, 1 << 16, new double[0]));
    }

    /** Three rows of two numbers have as many as these. */
    @Test
    void rowsOfUnequalLengthAreNoMatrix() {
        double[][] ragged = {{1, 2}, {3}, {4, 5, 6}};
        assertThrows(IllegalArgumentException.class, () -> Tensors.of(ragged));
        assertThrows(IllegalArgumentException.class, Tensors::of);
    }

    private static double[] all(Tensor tensor) {
        return java.util.stream.IntStream.range(0, tensor.size())
                .mapToDouble(i -> Tensors.element(tensor).applyAsDouble(i))
                .toArray();
    }
}
