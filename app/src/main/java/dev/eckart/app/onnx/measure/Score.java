package dev.eckart.app.onnx.measure;

import dev.eckart.app.onnx.data.SampleBatch;
import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.progress.Stages;
import dev.eckart.app.onnx.runtime.ModelSession;
import dev.eckart.app.onnx.runtime.Output;
import dev.eckart.app.onnx.runtime.Values;
import dev.eckart.app.onnx.tensor.OnnxException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How a model does on labelled samples.
 *
 * @param samples how many
 * @param positions how many labels were counted: one a sample, or those of all positions that are not left out
 * @param reading what of the model's outputs was read as scores, for a person
 * @param scores what the scores were read as
 * @param loss mean cross-entropy in nats; NaN if a score is not a number
 * @param accuracy share of positions whose largest score is their label's, 0 to 1
 * @param classes what the classes are called, in the order of the confusion matrix; none if they are numbered from 0
 * @param confusion positions by true class (row) and predicted class (column), those without a prediction left out; empty
 *     if there are more than 4,096 classes
 */
public record Score(
        int samples,
        long positions,
        String reading,
        Scores scores,
        double loss,
        double accuracy,
        List<String> classes,
        int[][] confusion) {
    /** The confusion matrix is the square of it. */
    private static final int MOST_CLASSES = 4096;

    /** What the numbers of an output can be. */
    public enum Scores {
        /** Not negative, with a sum of 1 for each position; of a single score, from 0 to 1. */
        PROBABILITIES,
        /** Anything else, logarithms of probabilities among them: their softmax is the probabilities. */
        LOGITS
    }

    /**
     * Runs a model on samples.
     *
     * @param session the model
     * @param samples what to run it on, with labels
     * @param output the output that has a score for each class; found by {@link ScoreRule} if none is named
     * @param stages told after each batch how many samples have been run
     * @return how it does
     * @throws OnnxException if a run fails, there are no labels, or no output has scores for them
     */
    public static Score of(ModelSession session, Samples samples, Optional<String> output, Stages stages) {
        if (samples.labels().isEmpty()) {
            throw new OnnxException(
                    "there are no labels, without which nothing can be right or wrong; name their array with --labels");
        }
        Reading reading = ScoreRule.of(session, samples, output).required();
        Tally tally = new Tally(reading);
        Stages.Stage stage = new Stages.Stage("evaluating", samples.count(), "samples");
        stages.reached(stage, 0);
        for (SampleBatch batch : samples.batches(BatchSize.of(session, samples))) {
            Map<String, Values> given = batch.values();
            Map<String, Output> outputs = session.answer(given, Set.of(reading.output()));
            tally.add(
                    reading.sheet(outputs, batch), reading.labels(batch, given).orElseThrow());
            stages.reached(stage, batch.to());
        }
        return tally.score(samples.count());
    }

    /** Both readings of the scores are kept until it is known which one fits all samples. */
    private static final class Tally {
        private final Reading reading;
        private final CrossEntropy loss;
        private final Counts probabilities;
        private final Counts logits;

        Tally(Reading reading) {
            this.reading = reading;
            this.loss = new CrossEntropy(reading.form().unitRoundoff());
            this.probabilities = new Counts(reading.count());
            this.logits = new Counts(reading.count());
        }

        void add(Sheet sheet, int[] labels) {
            for (int position = 0; position < labels.length; position++) {
                if (labels[position] != Sheet.NONE) {
                    loss.add(sheet, position, labels[position]);
                    probabilities.add(sheet.probabilities(position), labels[position]);
                    logits.add(sheet.logits(position), labels[position]);
                }
            }
        }

        Score score(int samples) {
            boolean probable = loss.isProbable();
            Counts counts = probable ? probabilities : logits;
            if (counts.positions == 0) {
                throw new OnnxException("no position has a label that counts, so that nothing was measured");
            }
            return new Score(
                    samples,
                    counts.positions,
                    reading.text(probable),
                    probable ? Scores.PROBABILITIES : Scores.LOGITS,
                    loss.mean(probable),
                    (double) counts.right / counts.positions,
                    reading.columns().names(),
                    counts.confusion);
        }
    }

    /** What comes of one reading of the scores. */
    private static final class Counts {
        private final int[][] confusion;
        private long right;
        private long positions;

        Counts(int classes) {
            this.confusion = classes > MOST_CLASSES ? new int[0][0] : new int[classes][classes];
        }

        void add(double[] scores, int label) {
            int best = Sheet.largest(scores);
            if (best != Sheet.NONE && confusion.length > 0) {
                confusion[label][best]++;
            }
            right += best == label ? 1 : 0;
            positions++;
        }
    }
}
