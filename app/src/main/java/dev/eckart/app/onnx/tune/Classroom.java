package dev.eckart.app.onnx.tune;

import dev.eckart.app.onnx.data.SampleBatch;
import dev.eckart.app.onnx.loss.Compared;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.runtime.HeldValues;
import dev.eckart.app.onnx.runtime.OnnxSession;
import dev.eckart.app.onnx.runtime.SharedTensor;
import dev.eckart.app.onnx.runtime.StepSession;
import dev.eckart.app.onnx.runtime.Values;
import dev.eckart.app.onnx.tensor.DataType;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A model and its teacher, to be run on batches: loss and gradients of one batch at a time. */
final class Classroom implements AutoCloseable {
    private final OnnxModel model;
    private final StepGraph.Task task;
    private final Weights weights;
    private final List<String> trained;
    private final Optional<OnnxSession> teacher;
    private final Set<String> taught;
    private final boolean steady;
    private final int threads;
    private final SharedTensor loss = SharedTensor.of(DataType.FLOAT, List.of());
    private final Map<Map<String, List<Long>>, StepGraph> graphs = new LinkedHashMap<>();
    private final Map<StepGraph, StepSession> training = new IdentityHashMap<>();
    private final Map<StepGraph, StepSession> measuring = new IdentityHashMap<>();

    /**
     * Nothing is loaded yet but the teacher.
     *
     * @param model the model, in float32
     * @param task what it learns
     * @param weights its tensors
     * @param trained names of those to train
     * @param teacher gives the values that the task compares
     * @param steady whether all batches that are learnt from have one shape
     * @param threads threads to compute with
     */
    Classroom(
            OnnxModel model,
            StepGraph.Task task,
            Weights weights,
            List<String> trained,
            Optional<OnnxSession> teacher,
            boolean steady,
            int threads) {
        this.model = model;
        this.task = task;
        this.weights = weights;
        this.trained = trained;
        this.teacher = teacher;
        this.taught = teacher.map(session -> Set.copyOf(session.outputs())).orElse(Set.of());
        this.steady = steady;
        this.threads = threads;
    }

    /**
     * The loss of a batch, and its gradients.
     *
     * @return the mean over the batch; the gradients are in the weights
     */
    double learn(SampleBatch batch) {
        return run(batch, true);
    }

    /** The loss of a batch. */
    double measure(SampleBatch batch) {
        return run(batch, false);
    }

    private double run(SampleBatch batch, boolean learning) {
        Map<String, Values> given = batch.values();
        StepGraph graph = graphs.computeIfAbsent(StepGraph.shape(given), this::differentiated);
        Map<String, SharedTensor> made = new HashMap<>(Map.of(graph.loss(), loss));
        if (learning) {
            graph.gradients().forEach((name, gradient) -> made.put(gradient, weights.gradient(name)));
        }
        Map<String, Values> more = new HashMap<>(given);
        more.putAll(task.lesson().facts(batch, given));
        Optional<HeldValues> held = teacher.map(session -> session.hold(given, taught));
        try {
            Map<String, StepSession.Held> lessons = held.map(values -> taught.stream()
                            .collect(
                                    Collectors.toMap(Compared::taughtName, name -> new StepSession.Held(values, name))))
                    .orElse(Map.of());
            session(graph, learning).run(new StepSession.Operands(more, weights.tensors(), lessons), made);
        } finally {
            held.ifPresent(HeldValues::close);
        }
        return loss.bytes().getFloat(0);
    }

    private StepGraph differentiated(Map<String, List<Long>> shape) {
        return StepGraph.of(model, StepGraph.bindings(shape), task, trained, weights.names());
    }

    /** Loaded when it is needed: batches of some shapes are only learnt from, and others only measured. */
    private StepSession session(StepGraph graph, boolean learning) {
        return (learning ? training : measuring)
                .computeIfAbsent(
                        graph,
                        missing -> StepSession.open(
                                learning ? graph.training() : graph.measuring(),
                                model.externalData(),
                                threads,
                                learning && steady));
    }

    @Override
    public void close() {
        training.values().forEach(StepSession::close);
        measuring.values().forEach(StepSession::close);
        loss.close();
        teacher.ifPresent(OnnxSession::close);
    }
}
