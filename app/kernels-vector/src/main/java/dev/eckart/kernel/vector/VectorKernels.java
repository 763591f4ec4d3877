package dev.eckart.kernel.vector;

import dev.eckart.spi.infer.InferenceKernel;
import dev.eckart.spi.infer.InferenceKernelProvider;
import dev.eckart.tensor.Tensor;
import java.util.Optional;

/** Makes kernels of all shapes, once Java has the module that they need. */
public final class VectorKernels implements InferenceKernelProvider {
    private static final String MODULE = "jdk.incubator.vector";

    /** JDK 17 makes an object of every vector now and then, for as long as it runs; those between have not been tried. */
    private static final int OLDEST = 25;

    /** For {@link java.util.ServiceLoader}. */
    public VectorKernels() {}

    @Override
    public String name() {
        return "vector";
    }

    @Override
    public Optional<String> unavailable() {
        int java = Runtime.version().feature();
        if (java < OLDEST) {
            return Optional.of(
                    "the Vector API of Java " + java + " is not fast enough; use Java " + OLDEST + " or later");
        }
        if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
            return Optional.of("Java was started without its Vector API; start it with --add-modules " + MODULE);
        }
        return FusedMultiplyAdd.isInstruction()
                ? Optional.empty()
                : Optional.of(
                        "this processor, or Java on it, has no fused multiply-add, without which vectors are slow");
    }

    @Override
    public Optional<InferenceKernel> affine(Tensor weights, Tensor bias, boolean rectified) {
        return Optional.of(AffineVectors.of(OutputWeights.of(weights, bias.floats(), rectified)));
    }

    @Override
    public Optional<InferenceKernel> bilinear(Tensor left, Tensor right, boolean rectified) {
        return Optional.of(BilinearVectors.of(left, right, rectified));
    }
}
