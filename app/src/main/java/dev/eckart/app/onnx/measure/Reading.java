package dev.eckart.app.onnx.measure;

import dev.eckart.app.onnx.array.SampleLabels;
import dev.eckart.app.onnx.data.SampleBatch;
import dev.eckart.app.onnx.runtime.Output;
import dev.eckart.app.onnx.runtime.Values;
import dev.eckart.app.onnx.tensor.OnnxException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is read as scores of classes, and how: the one rule for all who score models.
 *
 * @param output the output that has them
 * @param form where they are in it
 * @param mask input that is 0 at positions that are padding
 * @param decisions output that has the class itself, as a classifier has it that gives both
 * @param columns which class each column of the scores is of
 */
record Reading(String output, Form form, Optional<String> mask, Optional<String> decisions, ClassColumns columns) {
    /**
     * Where scores are in an output whose first axis has the samples.
     *
     * @param width scores of a position; 1 of a score that tells two classes apart
     * @param inner positions that lie behind the axis of the scores, next to each other
     * @param each positions of a sample, the longest if there are others
     * @param unitRoundoff relative error of a score as it is kept; 0 of whole numbers
     */
    record Form(int width, int inner, int each, double unitRoundoff) {
        /** How many classes there are. */
        int count() {
            return Math.max(2, width);
        }
    }

    /** How many classes there are. */
    int count() {
        return form.count();
    }

    /** Whether a model gave scores of this form. */
    boolean fits(Map<String, Output> outputs, SampleBatch batch) {
        long expected = (long) batch.count() * each(batch) * form.width();
        return numbers(outputs.get(output), batch)
                .filter(values -> values.numbers().length == expected)
                .isPresent();
    }

    /** Positions of each sample of a batch, which may be shorter than others. */
    private int each(SampleBatch batch) {
        return batch.labels().map(SampleLabels::each).orElse(form.each());
    }

    /** The scores that a model gave for a batch, without those of what was filled up. */
    Sheet sheet(Map<String, Output> outputs, SampleBatch batch) {
        if (!fits(outputs, batch)) {
            throw new OnnxException("output '" + output + "' has not the same shape for all samples, where "
                    + form.width() + " scores at " + each(batch) + " positions of each are expected");
        }
        Values values = numbers(outputs.get(output), batch).orElseThrow();
        return new Sheet(values.numbers(), form.width(), form.inner() == 1 ? 1 : each(batch));
    }

    /** The numbers of an output with the samples of a batch along the first axis, if it has any of each sample. */
    static Optional<Values> numbers(Output output, SampleBatch batch) {
        if (output instanceof Output.Table table) {
            return table.values().dims()[0] == batch.size()
                    ? Optional.of(table.values().slice(0, batch.count()))
                    : Optional.empty();
        }
        return output instanceof Output.Numbers numbers ? batch.bySample(numbers.values()) : Optional.empty();
    }

    /** The column that is right at each position of a batch; {@link Sheet#NONE} where none is to be counted. */
    Optional<int[]> labels(SampleBatch batch, Map<String, Values> inputs) {
        Optional<Values> padding = mask.flatMap(name -> batch.bySample(inputs.get(name)));
        return batch.labels().map(all -> {
            int[] labels = all.classes();
            for (int i = 0; i < labels.length; i++) {
                boolean padded = padding.isPresent() && padding.get().numbers()[i] == 0;
                labels[i] = padded || !all.counts(labels[i]) ? Sheet.NONE : columns.of(all, labels[i]);
            }
            return labels;
        });
    }

    /** What is read as what, for a person. */
    String text(boolean probable) {
        String second = columns.byName().isEmpty() ? "1" : "'" + columns.names().get(1) + "'";
        String scores = form.width() > 1
                ? "output '" + output + "' as scores of " + form.width() + " classes"
                : "output '" + output + "' as the " + (probable ? "probability" : "logit") + " of class " + second
                        + " of two";
        return scores
                + decisions.map(name -> ", output '" + name + "' as the class").orElse("")
                + (form.each() > 1 ? " at each of " + form.each() + " positions" : "")
                + mask.map(name -> " where input '" + name + "' is not 0").orElse("");
    }

    /**
     * What was found out about a model's outputs.
     *
     * @param reading how scores are read, if any are
     * @param why what is in the way otherwise, for a person
     */
    record Found(Optional<Reading> reading, String why) {
        static Found none(String why) {
            return new Found(Optional.empty(), why);
        }

        Reading required() {
            return reading.orElseThrow(() -> new OnnxException(why));
        }
    }

    /** Sizes without those that are 1, and without the first. */
    static List<Long> beyondFirst(long[] dims) {
        return Arrays.stream(dims).skip(1).filter(dim -> dim != 1).boxed().toList();
    }
}
