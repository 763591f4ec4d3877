package dev.eckart.reference;

import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.backend.Eigen;
import dev.eckart.spi.backend.Svd;
import dev.eckart.spi.backend.Transpose;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/**
 * A backend with other products or other decompositions than a sound one's.
 *
 * @param sound the sound one
 * @param products what products are done by
 * @param decomposition what decompositions are done by
 */
record FaultyBackend(Backend sound, Gemm products, UnaryOperator<Svd> decomposition) implements Backend {
    /** The signature of a product. */
    interface Gemm {
        void run(Transpose transposeA, Tensor a, Transpose transposeB, Tensor b, double alpha, double beta, Tensor c);
    }

    static Backend svd(Backend sound, UnaryOperator<Svd> change) {
        return new FaultyBackend(sound, sound::gemm, change);
    }

    private static Backend gemm(Backend sound, Gemm products) {
        return new FaultyBackend(sound, products, svd -> svd);
    }

    static Backend overwritingOperand(Backend sound) {
        return gemm(sound, (ta, a, tb, b, alpha, beta, c) -> {
            sound.gemm(ta, a, tb, b, alpha, beta, c);
            b.set(0, 0, 1 + b.get(0, 0));
        });
    }

    static Backend ignoringBeta(Backend sound) {
        return gemm(sound, (ta, a, tb, b, alpha, beta, c) -> sound.gemm(ta, a, tb, b, alpha, 0, c));
    }

    static Backend readingOldContent(Backend sound) {
        return gemm(sound, (ta, a, tb, b, alpha, beta, c) -> {
            Tensor old = Tensors.copy(c, c.precision());
            sound.gemm(ta, a, tb, b, alpha, beta, c);
            Tensor sum = Tensors.copy(c, Precision.FLOAT64);
            Tensors.fill(c, i -> sum.doubles()[i] + (beta == 0 ? 0 * element(old, i) : 0));
        });
    }

    static Backend unsteady(Backend sound) {
        AtomicInteger calls = new AtomicInteger();
        return gemm(sound, (ta, a, tb, b, alpha, beta, c) -> {
            sound.gemm(ta, a, tb, b, alpha, beta, c);
            double ulp = 2 * sound.precision().unitRoundoff();
            c.set(0, 0, c.get(0, 0) * (1 + ulp * (calls.incrementAndGet() % 2)));
        });
    }

    static Backend stale(Backend sound) {
        Map<Tensor, Tensor> copies = new IdentityHashMap<>();
        UnaryOperator<Tensor> first =
                tensor -> copies.computeIfAbsent(tensor, key -> Tensors.copy(key, key.precision()));
        return gemm(
                sound,
                (ta, a, tb, b, alpha, beta, c) -> sound.gemm(ta, first.apply(a), tb, first.apply(b), alpha, beta, c));
    }

    static Backend uncounted(Backend sound) {
        return gemm(sound, (ta, a, tb, b, alpha, beta, c) -> {
            Tensor result = Tensors.copy(c, c.precision());
            sound.gemm(ta, a, tb, b, alpha, beta, result);
            switch (c.precision()) {
                case FLOAT32 -> System.arraycopy(result.floats(), 0, c.floats(), 0, c.size());
                case FLOAT64 -> System.arraycopy(result.doubles(), 0, c.doubles(), 0, c.size());
            }
        });
    }

    static Backend swallowingNaN(Backend sound) {
        return gemm(
                sound,
                (ta, a, tb, b, alpha, beta, c) -> sound.gemm(ta, withoutNaN(a), tb, withoutNaN(b), alpha, beta, c));
    }

    static Backend refusingForeign(Backend sound) {
        Class<?> own = Tensors.zeros(sound.precision(), 1, 1).getClass();
        return gemm(
                sound,
                (ta, a, tb, b, alpha, beta, c) ->
                        sound.gemm(ta, (Tensor) own.cast(a), tb, (Tensor) own.cast(b), alpha, beta, c));
    }

    /** Unlike the others, this one needs the matrix itself. */
    static Backend overwritingMatrix(Backend sound) {
        return new OverwritingMatrix(sound);
    }

    private static Tensor withoutNaN(Tensor tensor) {
        Tensor clean = Tensors.copy(tensor, tensor.precision());
        Tensors.fill(clean, i -> Double.isFinite(element(tensor, i)) ? element(tensor, i) : 0);
        return clean;
    }

    private static double element(Tensor tensor, int i) {
        return tensor.get(i / tensor.columns(), i % tensor.columns());
    }

    @Override
    public Precision precision() {
        return sound.precision();
    }

    @Override
    public void gemm(
            Transpose transposeA, Tensor a, Transpose transposeB, Tensor b, double alpha, double beta, Tensor c) {
        products.run(transposeA, a, transposeB, b, alpha, beta, c);
    }

    @Override
    public Svd svd(Tensor a) {
        return decomposition.apply(sound.svd(a));
    }

    /** Not by way of a wrong decomposition: a fault breaks its own rules only. */
    @Override
    public Eigen eigen(Tensor symmetric) {
        return sound.eigen(symmetric);
    }

    private record OverwritingMatrix(Backend sound) implements Backend {
        @Override
        public Precision precision() {
            return sound.precision();
        }

        @Override
        public void gemm(
                Transpose transposeA, Tensor a, Transpose transposeB, Tensor b, double alpha, double beta, Tensor c) {
            sound.gemm(transposeA, a, transposeB, b, alpha, beta, c);
        }

        @Override
        public Svd svd(Tensor a) {
            Svd svd = sound.svd(a);
            Tensors.fill(a, i -> 0);
            return svd;
        }

        @Override
        public Eigen eigen(Tensor symmetric) {
            return sound.eigen(symmetric);
        }
    }
}
