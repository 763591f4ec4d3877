package dev.eckart.kernel.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.eckart.conformance.InferenceKernelConformance;
import dev.eckart.spi.infer.InferenceKernelProvider;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/** The tests are run by a Java that has the module; what is said without it is tested by the program's. */
class VectorKernelsTest extends InferenceKernelConformance {
    @Override
    protected InferenceKernelProvider kernels() {
        return ServiceLoader.load(InferenceKernelProvider.class).findFirst().orElseThrow();
    }

    @Test
    void theyAreForJavasWhoseVectorsAreFast() {
        assertEquals("vector", kernels().name());
        boolean fast = Runtime.version().feature() >= 25 && FusedMultiplyAdd.isInstruction();
        assertEquals(fast, kernels().unavailable().isEmpty());
    }
}
