package dev.eckart.conformance;

import dev.eckart.spi.infer.InferenceKernelProvider;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What kernels of inference must keep to, whatever the shape of a layer.
 *
 * <p>Extend it, make the provider, run it. The package's description lists the rules and says what to look at when one
 * fails.
 */
public abstract class InferenceKernelConformance {
    /** For subclasses. */
    protected InferenceKernelConformance() {}

    /**
     * The plug-in under test.
     *
     * @return its provider
     */
    protected abstract InferenceKernelProvider kernels();

    @TestFactory
    @DisplayName("K1: outputs are those of the layer, rectified or not, for any number of samples")
    final Stream<DynamicTest> k1() {
        return tests("K1", InferenceKernelRules::outputs);
    }

    @TestFactory
    @DisplayName(
            "K2: a sample's output is the same in whatever block it comes, and nothing is kept from the call before")
    final Stream<DynamicTest> k2() {
        return tests("K2", InferenceKernelRules::samePlaceInAnyBlock);
    }

    @TestFactory
    @DisplayName("K3: NaN and infinity reach the outputs of their sample and no other")
    final Stream<DynamicTest> k3() {
        return tests("K3", InferenceKernelRules::notFiniteStays);
    }

    @TestFactory
    @DisplayName("K4: zeros do not hide weights that are no numbers")
    final Stream<DynamicTest> k4() {
        return tests("K4", InferenceKernelRules::weightsThatAreNoNumbers);
    }

    @TestFactory
    @DisplayName("K5: inputs and operands stay as they are, and later changes of operands are not seen")
    final Stream<DynamicTest> k5() {
        return tests("K5", InferenceKernelRules::copies);
    }

    @TestFactory
    @DisplayName("K6: threads with kernels of their own get the same bits at the same time")
    final Stream<DynamicTest> k6() {
        return tests("K6", InferenceKernelRules::threads);
    }

    private Stream<DynamicTest> tests(String rule, Consumer<InferenceKernelRules> check) {
        return KernelCase.all(kernels(), Draw.seed().split("kernels"))
                .map(layer -> Checks.test(rule, layer.name(), () -> check.accept(new InferenceKernelRules(layer))));
    }
}
