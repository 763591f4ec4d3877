package dev.eckart.infer;

import dev.eckart.conformance.InferenceKernelConformance;
import dev.eckart.spi.infer.InferenceKernelProvider;

class LoopKernelsTest extends InferenceKernelConformance {
    @Override
    protected InferenceKernelProvider kernels() {
        return new LoopKernels(true);
    }
}
