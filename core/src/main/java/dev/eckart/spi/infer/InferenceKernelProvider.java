package dev.eckart.spi.infer;

import dev.eckart.spi.Named;
import dev.eckart.tensor.Tensor;
import java.util.Optional;

/** Makes kernels of linear layers. It can be listed and asked without what they need being there. */
public interface InferenceKernelProvider extends Named {
    /**
     * Why no kernel can be made on this machine or in this Java.
     *
     * @return the reason and what to do, or empty if nothing speaks against it
     */
    default Optional<String> unavailable() {
        return Optional.empty();
    }

    /**
     * A kernel of {@code y = x W + b}, or of {@code max(x W + b, 0)}, in which a NaN stays one.
     *
     * @param weights W, inputs x outputs, in float32; copied
     * @param bias b, 1 x outputs, in float32; copied
     * @param rectified whether a rectifier follows
     * @return the kernel, or empty if there is none for such a shape
     */
    Optional<InferenceKernel> affine(Tensor weights, Tensor bias, boolean rectified);

    /**
     * A kernel of {@code Y = P' X Q}, or of {@code max(P' X Q, 0)}, of a picture X that lies row by row, as Y does.
     *
     * @param left P, height x a, in float32; copied
     * @param right Q, width x b, in float32; copied
     * @param rectified whether a rectifier follows
     * @return the kernel, or empty if there is none for such a shape
     */
    Optional<InferenceKernel> bilinear(Tensor left, Tensor right, boolean rectified);
}
