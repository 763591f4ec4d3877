package dev.eckart.infer;

import dev.eckart.spi.infer.InferenceKernel;
import dev.eckart.spi.infer.InferenceKernelProvider;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.Optional;

/** Kernels by the definition of the layers, which count how often they are asked and refuse a second thread. */
final class LoopKernels implements InferenceKernelProvider {
    private final boolean pictures;
    private int calls;

    /** With or without kernels for pictures. */
    LoopKernels(boolean pictures) {
        this.pictures = pictures;
    }

    int calls() {
        return calls;
    }

    @Override
    public String name() {
        return "loops";
    }

    @Override
    public Optional<InferenceKernel> affine(Tensor weights, Tensor bias, boolean rectified) {
        return Optional.of(
                new Matrix(Tensors.copy(weights, Precision.FLOAT32), Tensors.copy(bias, Precision.FLOAT32), rectified));
    }

    @Override
    public Optional<InferenceKernel> bilinear(Tensor left, Tensor right, boolean rectified) {
        int b = right.columns();
        Tensor weights = Tensors.zeros(Precision.FLOAT32, left.rows() * right.rows(), left.columns() * b);
        Tensors.fill(weights, i -> {
            int input = i / weights.columns();
            int output = i % weights.columns();
            return left.get(input / right.rows(), output / b) * right.get(input % right.rows(), output % b);
        });
        return affine(weights, Tensors.zeros(Precision.FLOAT32, 1, weights.columns()), rectified)
                .filter(kernel -> pictures);
    }

    private final class Matrix implements InferenceKernel {
        private final Tensor weights;
        private final Tensor bias;
        private final boolean rectified;
        private Optional<Thread> owner = Optional.empty();

        Matrix(Tensor weights, Tensor bias, boolean rectified) {
            this.weights = weights;
            this.bias = bias;
            this.rectified = rectified;
        }

        @Override
        public void apply(float[] x, int start, int samples, float[] y) {
            calls++;
            requireOneThread();
            int outputs = weights.columns();
            for (int i = 0; i < samples * outputs; i++) {
                double sum = bias.get(0, i % outputs);
                for (int k = 0; k < weights.rows(); k++) {
                    sum += x[start + i / outputs * weights.rows() + k] * weights.get(k, i % outputs);
                }
                y[i] = (float) (rectified ? Math.max(sum, 0) : sum);
            }
            y[samples * outputs + SPARE - 1] = Float.NaN;
        }

        private void requireOneThread() {
            Thread caller = Thread.currentThread();
            owner = owner.or(() -> Optional.of(caller));
            if (!owner.get().equals(caller)) {
                throw new IllegalStateException("a kernel is for one thread");
            }
        }

        @Override
        public InferenceKernel forThread() {
            return new Matrix(weights, bias, rectified);
        }
    }
}
