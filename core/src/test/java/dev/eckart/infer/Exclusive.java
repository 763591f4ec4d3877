package dev.eckart.infer;

import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.backend.Svd;
import dev.eckart.spi.backend.Transpose;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import java.util.concurrent.locks.ReentrantLock;

/** A backend that refuses a second thread while one is in it, as a library might crash. */
final class Exclusive implements Backend {
    private final Backend backend;
    private final ReentrantLock occupied = new ReentrantLock();

    Exclusive(Backend backend) {
        this.backend = backend;
    }

    @Override
    public Precision precision() {
        return backend.precision();
    }

    @Override
    public void gemm(
            Transpose transposeA, Tensor a, Transpose transposeB, Tensor b, double alpha, double beta, Tensor c) {
        if (!occupied.tryLock()) {
            throw new IllegalStateException("two threads at once");
        }
        try {
            backend.gemm(transposeA, a, transposeB, b, alpha, beta, c);
        } finally {
            occupied.unlock();
        }
    }

    @Override
    public Svd svd(Tensor a) {
        return backend.svd(a);
    }
}
