package dev.eckart.app.onnx.loss;

import dev.eckart.app.onnx.expression.Expression;
import dev.eckart.app.onnx.expression.ExtendedGraph;
import dev.eckart.app.onnx.tensor.DataType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What terms of a loss are made of: values of a model, of its teacher, and which of their positions count. */
public final class Compared {
    /** The input that is 1 at positions that count and 0 at others. */
    static final String COUNTED = "lesson/counted";

    /** The input that tells the right classes: positions x classes. */
    static final String TARGETS = "lesson/targets";

    private final ExtendedGraph graph;
    private final Lesson lesson;
    private final Map<String, Expression> inputs = new HashMap<>();

    /**
     * What a lesson compares in a graph; what of it the model does not make becomes an input when it is asked for.
     *
     * @param graph the graph of the model that learns
     * @param lesson what is compared
     */
    public Compared(ExtendedGraph graph, Lesson lesson) {
        this.graph = graph;
        this.lesson = lesson;
    }

    /** Names of the values between layers that are compared. */
    List<String> hidden() {
        return lesson.hidden();
    }

    /** Names of the outputs that are compared. */
    List<String> outputs() {
        return lesson.outputs();
    }

    /** Name of the output that has scores of classes along its last axis. */
    String scores() {
        return lesson.scores().orElseThrow().output();
    }

    /** The model's own value. */
    Expression own(String value) {
        return graph.value(value);
    }

    /** The teacher's value of the same name. */
    Expression taught(String value) {
        Expression own = graph.value(value);
        return input(taughtName(value), own.type(), own.dims());
    }

    /** What the teacher's value of a name is called among the inputs. */
    public static String taughtName(String value) {
        return "teacher/" + value;
    }

    private Expression input(String name, DataType type, List<Long> dims) {
        return inputs.computeIfAbsent(name, missing -> graph.input(missing, type, dims));
    }

    /** Scores before they become probabilities; those of a model that gives probabilities are their logarithms. */
    Expression logits(Expression scores) {
        return lesson.scores().orElseThrow().probable()
                ? scores.plus(Float.MIN_NORMAL).mapped("Log")
                : scores;
    }

    /** One for the right class and zero for others, and zero for all where nothing counts; of the sizes of the scores. */
    Expression targets(Expression scores) {
        long classes = scores.dims().get(scores.rank() - 1);
        return input(TARGETS, scores.type(), List.of(scores.elements() / classes, classes))
                .reshaped(scores.dims());
    }

    /** The mean of some values' terms. */
    Expression mean(List<String> values, Function<String, Expression> term) {
        return values.stream().map(term).reduce(Expression::plus).orElseThrow().times(1.0 / values.size());
    }

    /** What belongs to a value, position by position, with zeros at positions that do not count. */
    Expression kept(String value, Expression terms) {
        return mask(value, terms).map(terms::times).orElse(terms);
    }

    /** The mean over the positions that count of what belongs to a value, position by position. */
    Expression counted(String value, Expression terms) {
        Expression sum = kept(value, terms).sum();
        Optional<Expression> mask = mask(value, terms);
        double share =
                mask.map(found -> (double) terms.elements() / found.elements()).orElse(1.0);
        return mask.map(found -> sum.over(found.sum().times(share))).orElseGet(() -> sum.times(1.0 / terms.elements()));
    }

    private Optional<Expression> mask(String value, Expression terms) {
        if (!lesson.positioned().contains(value) || terms.rank() < 2) {
            return Optional.empty();
        }
        List<Long> positions = terms.dims().subList(0, 2);
        List<Long> dims = new ArrayList<>(positions);
        while (dims.size() < terms.rank()) {
            dims.add(1L);
        }
        return Optional.of(input(COUNTED, terms.type(), positions).reshaped(dims));
    }
}
