package dev.eckart.app.onnx.measure;

import dev.eckart.app.onnx.data.SampleLabels;
import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.model.DataType;
import dev.eckart.app.onnx.model.OnnxException;
import dev.eckart.app.onnx.progress.Stages;
import dev.eckart.app.onnx.runtime.OnnxSession;
import dev.eckart.app.onnx.runtime.Values;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * How a model does on labelled samples.
 *
 * @param samples how many
 * @param scores what the model's first output was read as
 * @param loss mean cross-entropy in nats; NaN if an output is not a number
 * @param accuracy share of samples whose largest score is their label's, 0 to 1
 * @param confusion samples by true class (row) and predicted class (column)
 */
public record Score(int samples, Scores scores, double loss, double accuracy, int[][] confusion) {
    private static final int BATCH = 64;

    /** The confusion matrix is the square of it. */
    private static final int MOST_CLASSES = 4096;

    /** What the numbers of an output can be. */
    public enum Scores {
        /** Not negative, with a sum of 1 for each sample. */
        PROBABILITIES,
        /** Anything else, logarithms of probabilities among them: their softmax is the probabilities. */
        LOGITS
    }

    /**
     * Runs a model on samples.
     *
     * @param session the model, whose first output has a score for each class
     * @param samples what to run it on, with labels
     * @param stages told after each batch how many samples have been run
     * @return how it does
     * @throws OnnxException if a run fails, there are no labels, or the output has no scores for them
     */
    public static Score of(OnnxSession session, Samples samples, Stages stages) {
        int[] labels = samples.labels()
                .map(SampleLabels::classes)
                .orElseThrow(
                        () -> new OnnxException("there are no labels, without which nothing can be right or wrong"));
        String output = session.outputs().get(0);
        Tally tally = new Tally(session.outputType(output));
        Stages.Stage stage = new Stages.Stage("evaluating", samples.count(), "samples");
        stages.reached(stage, 0);
        for (Samples.Batch batch : samples.batches(BATCH)) {
            Values scores = session.run(batch.values(), Set.of(output)).get(output);
            int classes = classes(output, scores, batch.size());
            for (int sample = batch.from(); sample < batch.to(); sample++) {
                int from = (sample - batch.from()) * classes;
                tally.add(Arrays.copyOfRange(scores.numbers(), from, from + classes), labels[sample]);
            }
            stages.reached(stage, batch.to());
        }
        return tally.score();
    }

    private static int classes(String output, Values scores, int samples) {
        int classes = scores.dims().length == 0 ? 0 : scores.axis(1);
        if (classes < 2 || classes > MOST_CLASSES || scores.numbers().length != (long) samples * classes) {
            throw new OnnxException("output '" + output + "' is " + Arrays.toString(scores.dims()) + " for " + samples
                    + " samples, not a score for each of 2 to " + MOST_CLASSES + " classes");
        }
        return classes;
    }

    /** Both readings of the scores are kept until it is known which one fits all samples. */
    private static final class Tally {
        private static final int SLACK = 2;
        /** Of each score: the maximum's subtraction, the exponential, the sum, the quotient. */
        private static final int ROUNDINGS_BESIDES = 4;

        private final double unitRoundoff;
        private int[][] confusion = new int[0][0];
        private boolean probable = true;
        private double ofLogits;
        private double ofProbabilities;
        private int right;
        private int samples;

        /** A tally of scores of a type; of whole numbers, the sum is 1 exactly. */
        Tally(Optional<DataType> type) {
            this.unitRoundoff =
                    type.filter(DataType::isReal).map(DataType::unitRoundoff).orElse(0.0);
        }

        void add(double[] scores, int label) {
            if (label < 0 || label >= scores.length) {
                throw new OnnxException("label " + label + " of sample " + samples + " is not one of the "
                        + scores.length + " classes that the model tells apart");
            }
            confusion = confusion.length == 0 ? new int[scores.length][scores.length] : confusion;
            int best = 0;
            double sum = 0;
            for (int i = 0; i < scores.length; i++) {
                best = scores[i] > scores[best] ? i : best;
                sum += scores[i];
                probable &= scores[i] >= 0;
            }
            probable &= Math.abs(sum - 1) <= SLACK * (scores.length + ROUNDINGS_BESIDES) * unitRoundoff;
            ofLogits += logSumExp(scores, scores[best]) - scores[label];
            ofProbabilities -= Math.log(scores[label]);
            confusion[label][best]++;
            right += best == label ? 1 : 0;
            samples++;
        }

        private static double logSumExp(double[] scores, double largest) {
            return largest
                    + Math.log(Arrays.stream(scores)
                            .map(score -> Math.exp(score - largest))
                            .sum());
        }

        Score score() {
            return new Score(
                    samples,
                    probable ? Scores.PROBABILITIES : Scores.LOGITS,
                    (probable ? ofProbabilities : ofLogits) / samples,
                    (double) right / samples,
                    confusion);
        }
    }
}
