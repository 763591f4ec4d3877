package dev.eckart.app.onnx.gradient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.app.onnx.expression.Expression;
import dev.eckart.app.onnx.expression.ExtendedGraph;
import dev.eckart.app.onnx.expression.SizedModel;
import dev.eckart.app.onnx.gradientcheck.CentralDifference;
import dev.eckart.app.onnx.model.Bindings;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.runtime.OnnxSession;
import dev.eckart.app.onnx.runtime.Values;
import dev.eckart.app.onnx.tensor.ExternalData;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The gradients of a case, and the differences that they are compared with.
 *
 * @param one the case
 * @param data where its constants lie
 * @param loss a weighted sum of all that the node makes
 * @param size the same of absolute values
 * @param forward the model that makes both
 */
public record GradientCheck(GradientCase one, ExternalData data, Expression loss, Expression size, ModelProto forward) {
    /** Operations that one number goes through, besides sums. */
    private static final double SOME_MORE = 64;

    public static GradientCheck of(GradientCase one) {
        OnnxModel model = one.model();
        ExtendedGraph graph = ExtendedGraph.of(SizedModel.of(model, Bindings.OPEN));
        List<Expression> weighted = one.outputs().stream()
                .map(graph::value)
                .map(made -> weighted(one, made))
                .toList();
        Expression loss = total(weighted);
        Expression size =
                total(weighted.stream().map(each -> each.mapped("Abs")).toList());
        return new GradientCheck(one, model.externalData(), loss, size, graph.model(Set.of(), List.of(loss, size)));
    }

    private static Expression total(List<Expression> parts) {
        return parts.stream().map(Expression::sum).reduce(Expression::plus).orElseThrow();
    }

    private static Expression weighted(GradientCase one, Expression made) {
        double[] weights =
                Arrays.stream(one.normal(made.dims())).map(one.type()::round).toArray();
        return made.times(made.graph().constant(made.type(), made.dims(), weights));
    }

    /** Why inputs have no gradient, by name. */
    public Map<String, String> frozen() {
        return Backpropagation.of(loss, one.wanted()).frozen();
    }

    /** The gradients of all inputs, by name. */
    public Map<String, Values> gradients() {
        Backpropagation.Gradients gradients = Backpropagation.of(loss, one.wanted());
        assertEquals(Map.of(), gradients.frozen());
        Map<String, Expression> made = gradients.gradients();
        ModelProto backward = loss.graph().model(Set.of(), List.copyOf(made.values()));
        try (OnnxSession session = OnnxSession.open(backward, data, 1)) {
            Map<String, Values> found = session.run(
                    one.given(), made.values().stream().map(Expression::name).collect(Collectors.toSet()));
            Map<String, Values> named = new LinkedHashMap<>();
            made.forEach((name, gradient) -> named.put(name, found.get(gradient.name())));
            return named;
        }
    }

    void compare() {
        Map<String, Values> gradients = gradients();
        Set<String> both = Set.of(loss.name(), size.name());
        try (OnnxSession session = OnnxSession.open(forward, data, 1)) {
            gradients.forEach((name, gradient) -> {
                assertEquals(Arrays.toString(one.given().get(name).dims()), Arrays.toString(gradient.dims()), name);
                compare(point -> session.run(point, both), name, gradient.numbers());
            });
        }
    }

    /** Sums of n terms are wrong by n roundoffs of the sum of the terms' sizes. */
    private void compare(UnaryOperator<Map<String, Values>> run, String input, double[] gradient) {
        assertTrue(gradient.length > 0, "nothing was compared");
        double largest = Arrays.stream(gradient).map(Math::abs).max().orElseThrow();
        double terms = one.given().values().stream()
                        .mapToInt(value -> value.numbers().length)
                        .max()
                        .orElseThrow()
                + SOME_MORE;
        double roundoff = terms * one.type().unitRoundoff();
        for (int i = 0; i < gradient.length; i++) {
            int element = i;
            CentralDifference difference = CentralDifference.of(
                    move -> {
                        Map<String, Values> made = run.apply(moved(input, element, move));
                        return new CentralDifference.Sum(
                                made.get(loss.name()).numbers()[0],
                                made.get(size.name()).numbers()[0]);
                    },
                    one.step(),
                    roundoff);
            assertEquals(
                    difference.value(),
                    gradient[i],
                    difference.bound() + roundoff * largest,
                    one.operator() + " " + input + "[" + i + "]");
        }
    }

    private Map<String, Values> moved(String input, int element, double by) {
        double[] numbers = one.given().get(input).numbers().clone();
        numbers[element] += by;
        Map<String, Values> changed = new LinkedHashMap<>(one.given());
        changed.put(input, new Values(one.given().get(input).dims(), numbers));
        return changed;
    }
}
