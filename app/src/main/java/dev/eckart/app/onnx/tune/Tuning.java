package dev.eckart.app.onnx.tune;

import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.gradient.ExtendedGraph;
import dev.eckart.app.onnx.gradient.SizedModel;
import dev.eckart.app.onnx.gradient.Widening;
import dev.eckart.app.onnx.measure.ClassScores;
import dev.eckart.app.onnx.model.Bindings;
import dev.eckart.app.onnx.model.DataType;
import dev.eckart.app.onnx.model.Graph;
import dev.eckart.app.onnx.model.OnnxException;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.model.TensorValues;
import dev.eckart.app.onnx.progress.Stages;
import dev.eckart.app.onnx.proto.GraphProto;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.proto.TensorProto;
import dev.eckart.app.onnx.proto.ValueInfoProto;
import dev.eckart.app.onnx.runtime.OnnxSession;
import dev.eckart.spi.layer.Parameter;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensors;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
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
        OnnxModel widened = Widening.of(model, DataType.FLOAT);
        if (widened != model) {
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
        Bindings sizes = sizes(training.chosen(new int[] {0}).batches(1).get(0));
        Lesson lesson = lesson(student, wide, wanted, sizes);
        StepGraph.Task task = new StepGraph.Task(plan.objective().over(lesson), lesson);
        StepGraph graph = StepGraph.of(student, sizes, task, wanted, Set.copyOf(wanted));
        List<String> trained = List.copyOf(graph.gradients().keySet());
        tellOf(graph.frozen(), trained.isEmpty());
        try (Weights weights = new Weights(student, decaying(student, trained));
                Classroom room = new Classroom(
                        student,
                        task,
                        weights,
                        trained,
                        wide.map(original -> session(original, task.lesson().taught())),
                        plan.threads())) {
            Checkpoint.Shelf shelf = new Checkpoint.Shelf(checkpoints, TuningFingerprint.of(this, wanted));
            Tuner.Course course = new Tuner(room, weights, plan, stages, shelf).run(training, split.held());
            return new Tuned(
                    with(weights.parameters()),
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

    private static Bindings sizes(Samples.Batch batch) {
        Map<String, List<Long>> sizes = new HashMap<>();
        batch.values()
                .forEach((name, values) ->
                        sizes.put(name, Arrays.stream(values.dims()).boxed().toList()));
        return new Bindings(Map.of(), sizes, false);
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
        return OnnxSession.open(tapped, original.externalData(), plan.threads());
    }

    private Lesson lesson(OnnxModel student, Optional<OnnxModel> wide, List<String> wanted, Bindings sizes) {
        ExtendedGraph own = ExtendedGraph.of(SizedModel.of(student, sizes));
        Set<String> outputs = student.proto().getGraph().getOutputList().stream()
                .map(ValueInfoProto::getName)
                .collect(Collectors.toSet());
        Optional<ExtendedGraph> other = wide.map(original -> ExtendedGraph.of(SizedModel.of(original, sizes)));
        List<String> hidden =
                HiddenValues.of(own.nodes(), own, Trainables.of(student).kinds().keySet(), Set.copyOf(wanted), outputs)
                        .stream()
                        .filter(name -> other.isPresent() && isSame(own, other.get(), name))
                        .toList();
        other.ifPresent(taught -> outputs.forEach(name -> requireSame(own, taught, name)));
        List<String> compared = student.proto().getGraph().getOutputList().stream()
                .map(ValueInfoProto::getName)
                .filter(name -> other.isPresent() && isSame(own, other.get(), name))
                .toList();
        return new Lesson(hidden, compared, scores(student), positioned(own, hidden, compared));
    }

    /** An output that would not be compared is a mistake. */
    private static void requireSame(ExtendedGraph own, ExtendedGraph other, String name) {
        own.find(name)
                .flatMap(value ->
                        other.find(name).filter(taught -> !taught.dims().equals(value.dims())))
                .ifPresent(taught -> {
                    throw new OnnxException(
                            "the teacher gives something else: output '" + name + "' is " + taught.dims()
                                    + " of the teacher and " + own.value(name).dims() + " of the model for one sample");
                });
    }

    private static boolean isSame(ExtendedGraph own, ExtendedGraph other, String name) {
        return own.find(name)
                .filter(value -> value.type().isReal())
                .flatMap(value -> other.find(name)
                        .filter(taught -> taught.dims().equals(value.dims()) && taught.type() == value.type()))
                .isPresent();
    }

    /** Values of a sample that have something for each of its positions: those as long as the mask. */
    private Set<String> positioned(ExtendedGraph graph, List<String> hidden, List<String> outputs) {
        return samples.padding()
                .map(padding -> {
                    List<Long> mask = graph.value(padding.mask()).dims();
                    Set<String> found = new HashSet<>(padding.positioned());
                    List.of(hidden, outputs).stream().flatMap(List::stream).forEach(name -> {
                        List<Long> dims = graph.value(name).dims();
                        if (dims.size() > 2 && dims.subList(0, 2).equals(mask)) {
                            found.add(name);
                        }
                    });
                    return found;
                })
                .orElse(new HashSet<>());
    }

    private Optional<Lesson.Scores> scores(OnnxModel student) {
        if (!plan.objective().isScored()) {
            return Optional.empty();
        }
        try (OnnxSession session = OnnxSession.open(student.proto(), student.externalData(), plan.threads())) {
            ClassScores found = ClassScores.of(session, samples, output);
            int classes = found.classes()
                    .orElseThrow(() -> new OnnxException("output '" + found.output()
                            + "' has no scores of classes along its last axis, which the loss is to compare"));
            Graph graph = student.graph();
            boolean probable = graph.producer(found.output()).isPresent()
                    && graph.nodes()
                            .get(graph.producer(found.output()).getAsInt())
                            .getOpType()
                            .equals("Softmax");
            return Optional.of(new Lesson.Scores(found, classes, probable));
        }
    }

    /** The model as it was, in its own types, with other numbers in the tensors that were trained. */
    private ModelProto with(List<Parameter> parameters) {
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
