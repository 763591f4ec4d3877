package dev.eckart.app.onnx.gradient;

import static dev.eckart.app.onnx.gradient.GradientCase.of;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.app.onnx.runtime.Values;
import dev.eckart.app.onnx.tensor.DataType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where an operator has no derivative, and where its rule does not hold. */
class GradientEdgesTest {
    private static double[] gradient(GradientCase one, String input) {
        return GradientCheck.of(one).gradients().get(input).numbers();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ReduceMax", "ReduceMin"})
    void extremesShareTheGradient(String operator) {
        double[] shares =
                gradient(of(operator).input(new double[] {2, 2, 2, 2}, 4).integers(0), "x0");
        double[] whole = gradient(of(operator).input(new double[] {2}, 1).integers(0), "x0");
        assertEquals(
                4, Arrays.stream(shares).filter(share -> share == shares[0]).count());
        assertEquals(1, Arrays.stream(whole).filter(share -> share != 0).count());
        assertTrue(shares[0] != 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Max", "Min"})
    void theFirstOfEqualOperandsGetsTheGradient(String operator) {
        GradientCase three = of(operator)
                .input(new double[] {1, 2}, 2)
                .input(new double[] {1, 2}, 2)
                .input(new double[] {1, 2}, 2);
        Map<String, Values> gradients = GradientCheck.of(three).gradients();
        assertTrue(Arrays.stream(gradients.get("x0").numbers()).allMatch(each -> each != 0));
        assertTrue(Arrays.stream(gradients.get("x1").numbers()).allMatch(each -> each == 0));
        assertTrue(Arrays.stream(gradients.get("x2").numbers()).allMatch(each -> each == 0));
    }

    @Test
    void zerosHaveFiniteGradients() {
        double[] zeros = {0, 0};
        List<GradientCase> cases = List.of(
                of("ReduceL2").input(zeros, 2).integers(0),
                of("LpNormalization").input(zeros, 2),
                of("LpNormalization").attribute("p", 1).input(zeros, 2),
                of("Abs").input(zeros, 2),
                of("Pow").input(zeros, 2).constant(new double[] {0}),
                of("Pow").input(zeros, 2).constant(new double[] {2, 0}, 2),
                of("Pow").constant(zeros, 2).input(new double[] {2, 1}, 2));
        for (GradientCase one : cases) {
            GradientCheck.of(one)
                    .gradients()
                    .forEach((name, found) -> assertTrue(
                            Arrays.stream(found.numbers()).allMatch(Double::isFinite), one.operator() + " " + name));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {-200, 200})
    void largeNumbersHaveFiniteGradients(double large) {
        for (String operator : List.of("Mish", "Softplus", "Gelu", "Swish", "Sigmoid", "Tanh", "Elu", "Selu", "Celu")) {
            GradientCase one = of(operator).single().opset(24).input(new double[] {large}, 1);
            assertTrue(Double.isFinite(gradient(one, "x0")[0]), operator);
        }
    }

    @Test
    void whatIsDrawnAtRandomFreezesWhatLiesBehind() {
        GradientCase one =
                of("Dropout").input(2, 2).constant(new double[] {0.5}).constant(DataType.BOOL, new double[] {1});
        assertEquals(
                "node 'node', Dropout, has no gradient here because it drops elements at random",
                GradientCheck.of(one).frozen().get("x0"));
    }

    @Test
    void statisticsOfTheBatchFreezeWhatLiesBehind() {
        GradientCase one = of("BatchNormalization")
                .attribute("training_mode", 1)
                .outputs(3)
                .input(4, 3)
                .input(3)
                .input(3)
                .input(3)
                .between(0.5, 2, 3);
        assertEquals(
                "node 'node', BatchNormalization, has no gradient here because it standardises by the batch that it is given",
                GradientCheck.of(one).frozen().get("x0"));
    }

    @Test
    void settingsAreFrozenAlone() {
        GradientCase one = of("Dropout").input(2, 2).between(0.3, 0.5);
        assertEquals(
                Map.of("x1", "node 'node', Dropout, is told by it what to do"),
                GradientCheck.of(one).frozen());
    }
}
