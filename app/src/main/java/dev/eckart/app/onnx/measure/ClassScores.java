package dev.eckart.app.onnx.measure;

import dev.eckart.app.onnx.data.SampleBatch;
import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.runtime.ModelSession;
import dev.eckart.app.onnx.runtime.Values;
import java.util.Map;
import java.util.Optional;

/** The output of a model that has scores of classes, as all read it who score models: for those who learn from them. */
public final class ClassScores {
    private final Reading reading;

    private ClassScores(Reading reading) {
        this.reading = reading;
    }

    /**
     * Finds it.
     *
     * @param model the model
     * @param samples what it is run on, with labels if there are any
     * @param output the output that has scores; found by {@link ScoreRule} if none is named
     * @return the scores
     * @throws dev.eckart.app.onnx.tensor.OnnxException if there are none
     */
    public static ClassScores of(ModelSession model, Samples samples, Optional<String> output) {
        return new ClassScores(ScoreRule.of(model, samples, output).required());
    }

    /**
     * The output.
     *
     * @return its name
     */
    public String output() {
        return reading.output();
    }

    /**
     * How many classes it has a score for, behind each other along its last axis.
     *
     * @return at least 2; empty if the scores lie along another axis, or one score tells two classes apart
     */
    public Optional<Integer> classes() {
        return reading.form().width() > 1 && reading.form().inner() == 1
                ? Optional.of(reading.form().width())
                : Optional.empty();
    }

    /**
     * The classes that are right.
     *
     * @param batch samples with labels
     * @param inputs what the model is given for them
     * @return at each position the index of the class, or a negative number where none counts; empty without labels
     */
    public Optional<int[]> labels(SampleBatch batch, Map<String, Values> inputs) {
        return reading.labels(batch, inputs);
    }
}
