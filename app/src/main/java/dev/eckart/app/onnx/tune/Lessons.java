package dev.eckart.app.onnx.tune;

import dev.eckart.app.onnx.data.SampleBatch;
import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.expression.ExtendedGraph;
import dev.eckart.app.onnx.expression.SizedModel;
import dev.eckart.app.onnx.loss.Lesson;
import dev.eckart.app.onnx.measure.ClassScores;
import dev.eckart.app.onnx.model.Bindings;
import dev.eckart.app.onnx.model.Graph;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.proto.ValueInfoProto;
import dev.eckart.app.onnx.runtime.OnnxSession;
import dev.eckart.app.onnx.runtime.Values;
import dev.eckart.app.onnx.tensor.OnnxException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds what of a model can be compared with what it should be.
 *
 * @param student the model
 * @param teacher the model that it was made of
 * @param samples what is learnt from
 * @param output the output that has scores; found out if none is named
 * @param plan how it is trained
 */
record Lessons(
        OnnxModel student, Optional<OnnxModel> teacher, Samples samples, Optional<String> output, TuningPlan plan) {
    /** Samples that tell how large scores are. */
    private static final int MEASURED = 256;

    private static final Set<String> PROBABILITIES = Set.of("Softmax", "LogSoftmax");

    /**
     * Looks for it.
     *
     * @param wanted names of the tensors to train
     * @param sizes what one batch gives the model's inputs
     */
    Lesson find(List<String> wanted, Bindings sizes) {
        ExtendedGraph own = ExtendedGraph.of(SizedModel.of(student, sizes));
        Set<String> outputs = student.proto().getGraph().getOutputList().stream()
                .map(ValueInfoProto::getName)
                .collect(Collectors.toSet());
        Optional<ExtendedGraph> other = teacher.map(original -> ExtendedGraph.of(SizedModel.of(original, sizes)));
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
        return new Lesson(hidden, compared, scores(), positioned(own, hidden, compared));
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

    /** Scores of classes, if they are asked for, or if they plainly are some: there are labels, or a softmax at the end. */
    private Optional<Lesson.Scores> scores() {
        if (plan.objective().isScored()) {
            return Optional.of(scores(output));
        }
        List<String> ends = student.proto().getGraph().getOutputList().stream()
                .map(ValueInfoProto::getName)
                .filter(name -> PROBABILITIES.contains(maker(name)))
                .toList();
        if (plan.objective().strict() || samples.labels().isEmpty() && ends.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(scores(
                    output.or(() -> samples.labels().isPresent() ? Optional.empty() : Optional.of(ends.get(0)))));
        } catch (OnnxException e) {
            return Optional.empty();
        }
    }

    private Lesson.Scores scores(Optional<String> wanted) {
        try (OnnxSession session = OnnxSession.open(student.proto(), student.externalData(), plan.threads())) {
            ClassScores found = ClassScores.of(session, samples, wanted);
            int classes = found.classes()
                    .orElseThrow(() -> new OnnxException("output '" + found.output()
                            + "' has no scores of classes along its last axis, which the loss is to compare"));
            boolean probable = maker(found.output()).equals("Softmax");
            return new Lesson.Scores(found, classes, probable, spread(found.output(), classes, probable));
        }
    }

    private String maker(String value) {
        Graph graph = student.graph();
        return graph.producer(value).isPresent()
                ? graph.nodes().get(graph.producer(value).getAsInt()).getOpType()
                : "";
    }

    /** Standard deviation of the teacher's scores of a sample, or of the model's own. */
    private double spread(String scores, int classes, boolean probable) {
        OnnxModel model = teacher.orElse(student);
        try (OnnxSession session = OnnxSession.open(model.proto(), model.externalData(), plan.threads())) {
            double squares = 0;
            long count = 0;
            Samples some = samples.slice(0, Math.min(samples.count(), MEASURED));
            for (SampleBatch batch : some.batches(plan.batch())) {
                Values made = session.run(batch.values(), Set.of(scores)).get(scores);
                for (int from = 0; from + classes <= made.numbers().length; from += classes) {
                    squares += variance(made.numbers(), from, classes, probable);
                    count++;
                }
            }
            return Math.sqrt(squares / Math.max(1, count));
        }
    }

    private static double variance(double[] numbers, int from, int classes, boolean probable) {
        double mean = 0;
        double[] row = new double[classes];
        for (int i = 0; i < classes; i++) {
            row[i] = probable ? Math.log(numbers[from + i] + Float.MIN_NORMAL) : numbers[from + i];
            mean += row[i] / classes;
        }
        double squares = 0;
        for (double score : row) {
            squares += (score - mean) * (score - mean);
        }
        return squares / classes;
    }
}
