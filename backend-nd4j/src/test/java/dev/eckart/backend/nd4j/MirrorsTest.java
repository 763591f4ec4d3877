package dev.eckart.backend.nd4j;

import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.eckart.spi.backend.Transpose;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ops.OpContext;

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

    @Test
    void makesTheArgumentsOfAProductOnce() {
        Mirrors mirrors = new Mirrors(Long.MAX_VALUE);
        Tensor a = tensor(SIDE);
        Tensor b = tensor(SIDE);
        Tensor c = tensor(SIDE);

        OpContext arguments = mirrors.arguments(product(mirrors, a, b, c, 1));

        assertSame(arguments, mirrors.arguments(product(mirrors, a, b, c, 1)));
        assertNotSame(arguments, mirrors.arguments(product(mirrors, b, a, c, 1)));
        assertNotSame(arguments, mirrors.arguments(product(mirrors, a, b, c, 2)));
    }

    @Test
    void dropsArgumentsBeyondCount() {
        Mirrors mirrors = new Mirrors(Long.MAX_VALUE);
        Tensor a = tensor(SIDE);
        Tensor b = tensor(SIDE);
        Tensor c = tensor(SIDE);
        OpContext arguments = mirrors.arguments(product(mirrors, a, b, c, 0));
        IntStream.rangeClosed(1, Mirrors.MAXIMAL_COUNT)
                .forEach(alpha -> mirrors.arguments(product(mirrors, a, b, c, alpha)));

        mirrors.trim();

        assertNotSame(arguments, mirrors.arguments(product(mirrors, a, b, c, 0)));
    }

    private static Product product(Mirrors mirrors, Tensor a, Tensor b, Tensor c, double alpha) {
        return new Product(Transpose.NO, mirrors.of(a), Transpose.NO, mirrors.of(b), alpha, 0, mirrors.of(c));
    }

    private static Tensor tensor(int side) {
        return Tensors.zeros(Precision.FLOAT64, side, side);
    }
}
