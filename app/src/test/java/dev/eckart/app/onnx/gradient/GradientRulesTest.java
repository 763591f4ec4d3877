package dev.eckart.app.onnx.gradient;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.eckart.app.onnx.gradient.operator.GradientRules;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each rule against central differences. */
class GradientRulesTest {
    private static final List<GradientCase> CASES = Stream.of(
                    ArithmeticCases.all(),
                    ActivationCases.all(),
                    ReductionCases.all(),
                    NormalizationCases.all(),
                    ConvCases.all(),
                    PoolCases.all(),
                    ImageCases.all(),
                    ProductCases.all(),
                    ShapeCases.all(),
                    IndexCases.all(),
                    AttentionCases.all())
            .flatMap(List::stream)
            .toList();

    @TestFactory
    Stream<DynamicTest> gradientsAreWhatDifferencesSay() {
        return CASES.stream().map(one -> DynamicTest.dynamicTest(one.operator(), one::check));
    }

    @Test
    void everyRuleHasCases() {
        assertEquals(
                new TreeSet<>(GradientRules.ALL.keySet()),
                CASES.stream().map(GradientCase::operator).collect(Collectors.toCollection(TreeSet::new)));
    }
}
