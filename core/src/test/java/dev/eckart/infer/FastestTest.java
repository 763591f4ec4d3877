package dev.eckart.infer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.eckart.nn.Network;
import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.backend.Svd;
import dev.eckart.spi.backend.Transpose;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class FastestTest {
    private static final int WIDTH = 700;

    /** Half a million multiplications a sample take the loops tens of microseconds and more. */
    private final Network network = Models.of(WIDTH, Models.dense(Precision.FLOAT32, WIDTH, WIDTH));

    private final Tensor samples = Models.samples(Precision.FLOAT32, 4, WIDTH);

    @Test
    void aBackendThatCostsNothingIsUsedFromTheFirstSample() {
        assertEquals(Optional.of(Way.BACKEND), tuned(new Timed(0)));
    }

    @Test
    void aBackendSlowerThanTheLoopsIsNeverUsed() {
        assertNotEquals(Optional.of(Way.BACKEND), tuned(new Timed(100)));
    }

    private Optional<Way> tuned(Backend backend) {
        return CompiledNetwork.of(network, backend).tuned(samples).way();
    }

    /** A backend whose product takes a given time and leaves the result as it is. */
    private record Timed(long milliseconds) implements Backend {
        @Override
        public Precision precision() {
            return Precision.FLOAT32;
        }

        @Override
        public void gemm(
                Transpose transposeA, Tensor a, Transpose transposeB, Tensor b, double alpha, double beta, Tensor c) {
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(milliseconds);
            for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
        }

        @Override
        public Svd svd(Tensor a) {
            throw new UnsupportedOperationException("products only");
        }
    }
}
