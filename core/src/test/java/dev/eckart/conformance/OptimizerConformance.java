package dev.eckart.conformance;

import dev.eckart.spi.train.OptimizerProvider;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What every optimiser must keep to, in both precisions.
 *
 * <p>Extend it, make the provider, run it. The package's description lists the rules and says what to look at when one
 * fails.
 */
public abstract class OptimizerConformance {
    /** For subclasses. */
    protected OptimizerConformance() {}

    /**
     * The optimiser under test.
     *
     * @return its provider
     */
    protected abstract OptimizerProvider optimizer();

    /**
     * Step size.
     *
     * @return 0.05, unless overridden
     */
    protected double learningRate() {
        return 0.05;
    }

    /**
     * Steps in which a quadratic bowl, at most twice as steep one way as another, must have been descended.
     *
     * @return 500, unless overridden
     */
    protected int steps() {
        return 500;
    }

    @TestFactory
    @DisplayName("O1: a first step with gradients of zero changes nothing")
    final Stream<DynamicTest> o1() {
        return tests("O1", OptimizerRules::zeroGradients);
    }

    @TestFactory
    @DisplayName("O2: a quadratic bowl is descended to a hundredth of the distance")
    final Stream<DynamicTest> o2() {
        return tests("O2", OptimizerRules::descends);
    }

    @TestFactory
    @DisplayName("O3: the same gradients give the same bits, whatever other optimisers do")
    final Stream<DynamicTest> o3() {
        return tests("O3", OptimizerRules::sameBits);
    }

    @TestFactory
    @DisplayName("O4: the gradients stay as they are")
    final Stream<DynamicTest> o4() {
        return tests("O4", OptimizerRules::gradientsUnchanged);
    }

    @TestFactory
    @DisplayName("O5: a step counts as a change of the parameters")
    final Stream<DynamicTest> o5() {
        return tests("O5", OptimizerRules::changesCounted);
    }

    @TestFactory
    @DisplayName("O6: another one goes on from its state to the same bits")
    final Stream<DynamicTest> o6() {
        return tests("O6", OptimizerRules::goesOn);
    }

    private Stream<DynamicTest> tests(String rule, Consumer<OptimizerRules> check) {
        return Checks.inEachPrecision(
                rule,
                precision -> new OptimizerRules(
                        optimizer(),
                        precision,
                        learningRate(),
                        steps(),
                        Draw.seed().split("optimizer")),
                check);
    }
}
