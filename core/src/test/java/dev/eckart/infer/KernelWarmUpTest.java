package dev.eckart.infer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.spi.infer.InferenceKernel;
import dev.eckart.spi.infer.InferenceKernelProvider;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class KernelWarmUpTest {
    private static final Precision SINGLE = Precision.FLOAT32;

    @Test
    void kernelsAreRunUntilTheyKeepUpWithLoops() {
        SlowAtFirst kernels = new SlowAtFirst();
        NetworkCompiler compiler = NetworkCompiler.warmedUp(Models.backend(SINGLE), Optional.of(kernels));
        assertTrue(kernels.calls > SlowAtFirst.SLOW, () -> "only " + kernels.calls + " calls");
        assertEquals(Optional.of(kernels), compiler.kernels());
    }

    @Test
    void kernelsForRowsAloneAreRunAsWell() {
        LoopKernels rows = new LoopKernels(false);
        NetworkCompiler.warmedUp(Models.backend(SINGLE), Optional.of(rows));
        assertTrue(rows.calls() > 0, "none was run");
    }

    @Test
    void noneIsRunInAPrecisionThatTheyDoNotHave() {
        LoopKernels idle = new LoopKernels(true);
        NetworkCompiler.warmedUp(Models.backend(Precision.FLOAT64), Optional.of(idle));
        assertEquals(0, idle.calls());
    }

    /** As if compiled only after many calls; what it computes is nothing. */
    private static final class SlowAtFirst implements InferenceKernelProvider, InferenceKernel {
        private static final int SLOW = 400;

        private int calls;

        @Override
        public String name() {
            return "slow at first";
        }

        @Override
        public Optional<InferenceKernel> affine(Tensor weights, Tensor bias, boolean rectified) {
            return Optional.of(this);
        }

        @Override
        public Optional<InferenceKernel> bilinear(Tensor left, Tensor right, boolean rectified) {
            return Optional.of(this);
        }

        @Override
        public void apply(float[] x, int start, int samples, float[] y) {
            calls++;
            if (calls <= SLOW) {
                LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(500));
            }
        }

        @Override
        public InferenceKernel forThread() {
            return this;
        }
    }
}
