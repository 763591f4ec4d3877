package dev.eckart.infer;

import dev.eckart.nn.Network;
import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.infer.InferenceKernelProvider;
import java.util.Optional;

/**
 * Compiles networks for inference, all with the same means.
 *
 * @param backend multiplies where neither core's loops nor kernels do
 * @param kernels takes the place of core's loops in float32, if there is such a plug-in; available
 */
public record NetworkCompiler(Backend backend, Optional<InferenceKernelProvider> kernels) {
    /**
     * A compiler whose kernels, if it has any, Java has compiled to instructions of the processor.
     *
     * @param backend multiplies where neither core's loops nor kernels do
     * @param kernels takes the place of core's loops in float32, if there is such a plug-in; available
     * @return a compiler that is ready to be timed
     */
    public static NetworkCompiler warmedUp(Backend backend, Optional<InferenceKernelProvider> kernels) {
        kernels.ifPresent(provider -> new KernelWarmUp(backend, provider).run());
        return new NetworkCompiler(backend, kernels);
    }

    /**
     * Compiles a network as it is now.
     *
     * @param network the network, left unchanged
     * @return a network for inference on one thread
     * @throws UnsupportedOperationException if a layer of a kind unknown to core has parameters and cannot be copied
     */
    public CompiledNetwork compile(Network network) {
        CompiledNetwork plain = CompiledNetwork.of(network, backend);
        return kernels.map(plain::withKernels).orElse(plain);
    }
}
