package dev.eckart.app.onnx.tune;

import dev.eckart.app.onnx.expression.Expression;
import dev.eckart.app.onnx.expression.ExtendedGraph;
import dev.eckart.app.onnx.expression.SizedModel;
import dev.eckart.app.onnx.gradient.Backpropagation;
import dev.eckart.app.onnx.loss.Compared;
import dev.eckart.app.onnx.loss.Lesson;
import dev.eckart.app.onnx.loss.Objective;
import dev.eckart.app.onnx.model.Bindings;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.runtime.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A model with its loss for batches of one shape, whose weights are inputs.
 *
 * @param training gives the loss and its gradients
 * @param measuring gives the loss alone
 * @param loss name of the loss
 * @param gradients names of the gradients by name of the tensor, in the order in which they were wanted
 * @param frozen of the other tensors, why they have no gradient
 */
record StepGraph(
        ModelProto training,
        ModelProto measuring,
        String loss,
        Map<String, String> gradients,
        Map<String, String> frozen) {
    /**
     * Differentiates.
     *
     * @param model a model in one floating point type
     * @param bindings sizes of what it is given
     * @param task what is made small, and what is compared for it
     * @param trained names of the tensors to train
     * @param given names of all tensors that become inputs
     */
    static StepGraph of(OnnxModel model, Bindings bindings, Task task, List<String> trained, Set<String> given) {
        ExtendedGraph graph = ExtendedGraph.of(SizedModel.of(model, bindings));
        Expression loss = task.objective().of(new Compared(graph, task.lesson()));
        ModelProto measuring = graph.model(given, List.of(loss));
        Backpropagation.Gradients found = Backpropagation.of(loss, trained);
        List<Expression> outputs = new ArrayList<>(List.of(loss));
        outputs.addAll(found.gradients().values());
        Map<String, String> gradients = new LinkedHashMap<>();
        found.gradients().forEach((name, gradient) -> gradients.put(name, gradient.name()));
        return new StepGraph(graph.model(given, outputs), measuring, loss.name(), gradients, found.frozen());
    }

    /** Sizes of what a batch gives a model, by name of the input. */
    static Map<String, List<Long>> shape(Map<String, Values> given) {
        Map<String, List<Long>> shape = new HashMap<>();
        given.forEach((name, values) ->
                shape.put(name, Arrays.stream(values.dims()).boxed().toList()));
        return shape;
    }

    /** A shape as what binds the axes that a model leaves open. */
    static Bindings bindings(Map<String, List<Long>> shape) {
        return new Bindings(Map.of(), shape, false);
    }

    /**
     * What a model learns.
     *
     * @param objective what is made small
     * @param lesson what is compared for it
     */
    record Task(Objective objective, Lesson lesson) {}
}
