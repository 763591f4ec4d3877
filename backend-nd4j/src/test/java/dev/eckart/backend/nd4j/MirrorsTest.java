package dev.eckart.backend.nd4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MirrorsTest {
    private static final int SIDE = 16;
    private static final long BYTES = SIDE * SIDE * Double.BYTES;

    private final List<Tensor> inUse = new ArrayList<>();

    @Test
    void keepsOneMirrorOfATensor() {
        Mirrors mirrors = new Mirrors(10 * BYTES);
        Tensor tensor = tensorInUse();

        assertSame(mirrors.of(tensor), mirrors.of(tensor));
        assertEquals(BYTES, mirrors.bytes());
    }

    @Test
    void closesLeastRecentlyUsedBeyondLimit() {
        Mirrors mirrors = new Mirrors(2 * BYTES);
        Tensor first = tensorInUse();
        Tensor second = tensorInUse();
        Tensor third = tensorInUse();
        Mirror kept = mirrors.of(first);
        mirrors.of(second);
        mirrors.of(third);
        mirrors.of(first);

        mirrors.trim();

        assertEquals(2 * BYTES, mirrors.bytes());
        assertSame(kept, mirrors.of(first));
        assertEquals(2 * BYTES, mirrors.bytes());
        mirrors.of(second);
        assertEquals(3 * BYTES, mirrors.bytes());
    }

    @Test
    void freesMirrorsOfCollectedTensors() {
        Mirrors mirrors = new Mirrors(1000 * BYTES);
        Mirror kept = mirrors.of(tensorInUse());
        IntStream.range(0, 100).forEach(i -> mirrors.of(tensor()));

        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
            while (mirrors.bytes() > BYTES) {
                System.gc();
                mirrors.trim();
            }
        });
        assertSame(kept, mirrors.of(inUse.get(0)));
    }

    /** A tensor that the garbage collector must leave alone. */
    private Tensor tensorInUse() {
        Tensor tensor = tensor();
        inUse.add(tensor);
        return tensor;
    }

    private static Tensor tensor() {
        return Tensors.zeros(Precision.FLOAT64, SIDE, SIDE);
    }
}
