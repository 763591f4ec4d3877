package dev.eckart.app.onnx.tune;

import dev.eckart.app.onnx.data.SampleBatch;
import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.gradient.Widening;
import dev.eckart.app.onnx.loss.Lesson;
import dev.eckart.app.onnx.loss.Objective;
import dev.eckart.app.onnx.model.Bindings;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.progress.Stages;
import dev.eckart.app.onnx.proto.GraphProto;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.proto.TensorProto;
import dev.eckart.app.onnx.proto.ValueInfoProto;
import dev.eckart.app.onnx.runtime.OnnxSession;
import dev.eckart.app.onnx.tensor.DataType;
import dev.eckart.app.onnx.tensor.OnnxException;
import dev.eckart.app.onnx.tensor.TensorValues;
import dev.eckart.spi.layer.Parameter;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensors;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Trains a model by samples, and by a teacher if there is one.
 *
 * @param model the model
 * @param teacher the model that it was made of
 * @param samples what both are given, with labels if they are learnt from
 * @param output the output that has scores; found out if none is named
 * @param plan how
 * @param notes told what is found on the way, a line each
 * @param stages told of the progress
 */
public record Tuning(
        OnnxModel model,
        Optional<OnnxModel> teacher,
        Samples samples,
        Optional<String> output,
        TuningPlan plan,
        Consumer<String> notes,
        Stages stages) {
    /**
     * Trains some tensors, and keeps nothing on the way.
     *
     * @param wanted names of initialisers
     * @return the model with the best weights, and how it went
     */
    public Tuned train(List<String> wanted) {
        return train(wanted, Checkpoints.none());
    }

    /**
     * Trains some tensors. A training that was cut off goes on where it was, to the same bits.
     *
     * @param wanted names of initialisers
     * @param checkpoints where it leaves how far it is after each epoch
     * @return the model with the best weights, and how it went
     * @throws OnnxException if nothing can be trained, or a run fails
     * @throws dev.eckart.spi.train.DivergenceException if the loss is no longer a number
     */
    public Tuned train(List<String> wanted, Checkpoints checkpoints) {
        requireKnown();
        ByteWeights bytes = ByteWeights.of(model);
        OnnxModel widened = Widening.of(bytes.model(), DataType.FLOAT);
        if (widened != bytes.model()) {
            notes.accept("numbers of other types are trained as float32 and written in their own type");
        }
        AnyBatch.Freed freed = AnyBatch.of(
                Stream.concat(
                                Stream.of(widened),
                                teacher.stream().map(original -> Widening.of(original, DataType.FLOAT)))
                        .toList(),
                samples);
        OnnxModel student = freed.models().get(0);
        Optional<OnnxModel> wide = freed.models().stream().skip(1).findFirst();
        HeldBack split = new HeldBack(freed.samples(), plan.seed());
        Samples training = split.learnt();
        Buckets lessons = Buckets.of(training, plan.batch());
        SampleBatch first = training.chosen(new int[] {0}).batches(1).get(0);
        Bindings sizes = StepGraph.bindings(StepGraph.shape(first.values()));
        Lesson possible = new Lessons(student, wide, training, output, plan).find(wanted, sizes);
        Objective objective = plan.objective().over(possible);
        StepGraph.Task task = new StepGraph.Task(objective, possible.only(objective));
        StepGraph graph = StepGraph.of(student, sizes, task, wanted, Set.copyOf(wanted));
        List<String> trained = List.copyOf(graph.gradients().keySet());
        tellOf(graph.frozen(), trained.isEmpty());
        try (Weights weights = new Weights(student, decaying(student, trained), bytes.stored());
                Classroom room = new Classroom(
                        student,
                        task,
                        weights,
                        trained,
                        wide.map(original -> session(original, task.lesson().taught())),
                        lessons.buckets().size() == 1,
                        plan.threads())) {
            Checkpoint.Shelf shelf = new Checkpoint.Shelf(checkpoints, TuningFingerprint.of(this, wanted));
            Tuner.Course course = new Tuner(room, weights, plan, notes, stages, shelf).run(lessons, split.held());
            return new Tuned(
                    bytes.packed(with(bytes.model(), weights.parameters())),
                    course.start(),
                    course.epochs(),
                    course.best(),
                    task.objective(),
                    trained,
                    weights.parameters().stream()
                            .mapToLong(parameter -> parameter.value().size())
                            .sum(),
                    graph.frozen());
        }
    }

    private void requireKnown() {
        if (samples.count() < 2) {
            throw new OnnxException("one sample is too few: one is learnt from and another kept back");
        }
        if (plan.objective().isTaught() && teacher.isEmpty()) {
            throw new OnnxException("the loss compares with a teacher, and there is none");
        }
        if (plan.objective().isLabelled() && samples.labels().isEmpty()) {
            throw new OnnxException("the loss compares with labels, and there are none");
        }
    }

    /**
     * The samples, of which some are kept back.
     *
     * @return those that nothing is learnt from, and the others
     */
    public HeldBack split() {
        return new HeldBack(samples, plan.seed());
    }

    /** What cannot be trained is said before hours are spent on the rest, each reason once. */
    private void tellOf(Map<String, String> frozen, boolean all) {
        Map<String, List<String>> byReason = frozen.keySet().stream()
                .collect(Collectors.groupingBy(frozen::get, LinkedHashMap::new, Collectors.toList()));
        List<String> lines = byReason.entrySet().stream()
                .map(reason -> "'" + reason.getValue().get(0) + "'"
                        + (reason.getValue().size() > 1
                                ? " and " + (reason.getValue().size() - 1) + " more"
                                : "")
                        + " cannot be trained: " + reason.getKey())
                .toList();
        if (all) {
            throw new OnnxException("there is nothing to train: " + String.join("; ", lines));
        }
        lines.forEach(notes);
    }

    /** Matrices shrink, rows that are added do not. */
    private static Map<String, Boolean> decaying(OnnxModel model, List<String> trained) {
        return model.proto().getGraph().getInitializerList().stream()
                .filter(tensor -> trained.contains(tensor.getName()))
                .collect(Collectors.toMap(TensorProto::getName, tensor -> tensor.getDimsCount() > 1));
    }

    private OnnxSession session(OnnxModel original, List<String> taught) {
        GraphProto.Builder graph = original.proto().getGraph().toBuilder().clearOutput();
        taught.forEach(name -> graph.addOutput(ValueInfoProto.newBuilder().setName(name)));
        ModelProto tapped = original.proto().toBuilder().setGraph(graph).build();
        return OnnxSession.openBesideOthers(tapped, original.externalData(), plan.threads());
    }

    /** The model as it was, in its own types, with other numbers in the tensors that were trained. */
    private static ModelProto with(OnnxModel model, List<Parameter> parameters) {
        Map<String, Parameter> byName = new LinkedHashMap<>();
        parameters.forEach(parameter -> byName.put(parameter.name(), parameter));
        ModelProto.Builder proto = model.proto().toBuilder();
        for (TensorProto.Builder tensor : proto.getGraphBuilder().getInitializerBuilderList()) {
            String name = tensor.getName();
            if (byName.containsKey(name)) {
                DataType type = DataType.of(tensor.getDataType()).orElseThrow();
                double[] numbers = Tensors.copy(byName.get(name).value(), Precision.FLOAT64)
                        .doubles();
                TensorProto trained = new TensorValues(tensor.getDimsList(), type, numbers).proto(name);
                tensor.clear().mergeFrom(trained);
            }
        }
        return proto.build();
    }
}
