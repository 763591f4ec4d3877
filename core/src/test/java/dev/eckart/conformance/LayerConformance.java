package dev.eckart.conformance;

import dev.eckart.spi.Seed;
import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.layer.Layer;
import dev.eckart.spi.layer.Linear;
import dev.eckart.tensor.Precision;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What every layer must keep to, in both precisions.
 *
 * <p>Extend it, make the layer, run it. The package's description lists the rules and says what to look at when one
 * fails.
 */
public abstract class LayerConformance {
    /** For subclasses. */
    protected LayerConformance() {}

    /**
     * The layer under test, small: each of its numbers is moved a little, four times over.
     *
     * @param precision precision of its parameters
     * @param seed randomness of its parameters
     * @return a new layer that takes {@link #inputs()} inputs
     */
    protected abstract Layer layer(Precision precision, Seed seed);

    /**
     * Width of the input.
     *
     * @return 6, unless overridden
     */
    protected int inputs() {
        return 6;
    }

    /**
     * What the layer multiplies with.
     *
     * @param precision precision of the products
     * @return the kit's naive backend, unless overridden
     */
    protected Backend backend(Precision precision) {
        return Checks.reference(precision);
    }

    @TestFactory
    @DisplayName(
            "L1: the output has the input's rows and the width that outputs() says, the input gradient the input's")
    final Stream<DynamicTest> l1() {
        return tests("L1", subject -> new LayerFunction(subject).shapes());
    }

    @TestFactory
    @DisplayName("L2: the gradient with respect to the input is the derivative")
    final Stream<DynamicTest> l2() {
        return tests("L2", subject -> new LayerGradients(subject).inputGradient());
    }

    @TestFactory
    @DisplayName("L3: the gradients with respect to the parameters are the derivatives")
    final Stream<DynamicTest> l3() {
        return tests("L3", subject -> new LayerGradients(subject).parameterGradients());
    }

    @TestFactory
    @DisplayName("L4: a row of the output and of the input gradient depends on no other row")
    final Stream<DynamicTest> l4() {
        return tests("L4", subject -> new LayerFunction(subject).rowsIndependent());
    }

    @TestFactory
    @DisplayName("L5: the input, the output gradient and the parameters stay as they are")
    final Stream<DynamicTest> l5() {
        return tests("L5", subject -> new LayerState(subject).operandsUnchanged());
    }

    @TestFactory
    @DisplayName("L6: the same input gives the same bits, also in a rewound workspace")
    final Stream<DynamicTest> l6() {
        return tests("L6", subject -> new LayerState(subject).sameBits());
    }

    @TestFactory
    @DisplayName("L7: a backward pass belongs to its own forward pass")
    final Stream<DynamicTest> l7() {
        return tests("L7", subject -> new LayerState(subject).pullbackOfItsPass());
    }

    @TestFactory
    @DisplayName("L8: the gradients of the parameters are overwritten, not added to")
    final Stream<DynamicTest> l8() {
        return tests("L8", subject -> new LayerGradients(subject).gradientsOverwritten());
    }

    @TestFactory
    @DisplayName("L9: the parameters are the same at every call, each with a gradient of its shape and precision")
    final Stream<DynamicTest> l9() {
        return tests("L9", subject -> new LayerState(subject).parametersSteady());
    }

    @TestFactory
    @DisplayName("L10: a copy computes the same and shares nothing trainable")
    final Stream<DynamicTest> l10() {
        return tests("L10", subject -> new LayerState(subject).copyApart());
    }

    @TestFactory
    @DisplayName("L11: NaN in a row of the input reaches that row of the output")
    final Stream<DynamicTest> l11() {
        return tests("L11", subject -> new LayerFunction(subject).notANumberSeen());
    }

    @TestFactory
    @DisplayName("L12: what is written counts as a change")
    final Stream<DynamicTest> l12() {
        return tests("L12", subject -> new LayerState(subject).changesCounted());
    }

    @TestFactory
    @DisplayName("L13: a linear layer computes x W + b of the weights and the bias it shows")
    final Stream<DynamicTest> l13() {
        boolean linear = layer(Precision.FLOAT64, Draw.seed()) instanceof Linear;
        return linear ? tests("L13", subject -> new LayerFunction(subject).linear()) : Stream.empty();
    }

    private Stream<DynamicTest> tests(String rule, Consumer<LayerCase> check) {
        return Checks.inEachPrecision(
                rule,
                precision -> new LayerCase(
                        layer(precision, Draw.seed().split("layer")),
                        inputs(),
                        backend(precision),
                        Draw.seed().split(rule)),
                check);
    }
}
