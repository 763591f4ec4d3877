package dev.eckart.backend.nd4j;

import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MirrorsTest {
    private static final int SIDE = 16;
    private static final long BYTES = SIDE * SIDE * Double.BYTES;

    @Test
    void keepsMirrorUpToLimit() {
        Mirrors mirrors = new Mirrors(2 * BYTES);
        Tensor tensor = tensor(SIDE);
        Mirror mirror = mirrors.of(tensor);
        mirrors.of(tensor(SIDE));

        mirrors.trim();

        assertSame(mirror, mirrors.of(tensor));
    }

    @Test
    void closesMirrorsBeyondBytes() {
        Mirrors mirrors = new Mirrors(2 * BYTES);
        Tensor tensor = tensor(SIDE);
        Mirror mirror = mirrors.of(tensor);
        IntStream.range(0, 2).forEach(i -> mirrors.of(tensor(SIDE)));

        mirrors.trim();

        assertNotSame(mirror, mirrors.of(tensor));
    }

    @Test
    void closesMirrorsBeyondCount() {
        Mirrors mirrors = new Mirrors(Long.MAX_VALUE);
        Tensor tensor = tensor(1);
        Mirror mirror = mirrors.of(tensor);
        IntStream.range(0, Mirrors.MAXIMAL_COUNT).forEach(i -> mirrors.of(tensor(1)));

        mirrors.trim();

        assertNotSame(mirror, mirrors.of(tensor));
    }

    private static Tensor tensor(int side) {
        return Tensors.zeros(Precision.FLOAT64, side, side);
    }
}
