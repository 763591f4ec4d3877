package dev.eckart.app.onnx.measure;

import dev.eckart.app.onnx.data.SampleLabels;
import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.model.OnnxException;
import dev.eckart.app.onnx.progress.Stages;
import dev.eckart.app.onnx.runtime.OnnxSession;
import dev.eckart.app.onnx.runtime.Values;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How the outputs of two models differ on the same samples.
 *
 * @param samples how many
 * @param relative norm of the difference of all outputs over the norm of the first model's
 * @param largest largest difference of two numbers
 * @param agreement share of samples in which both models' largest output is the same, if outputs are scores
 * @param accuracyBefore share of samples in which the first model's largest output is the label, if labels are known
 * @param accuracyAfter the same of the second model
 */
public record Comparison(
        int samples,
        double relative,
        double largest,
        Optional<Double> agreement,
        Optional<Double> accuracyBefore,
        Optional<Double> accuracyAfter) {
    private static final int BATCH = 32;

    /**
     * Runs two models side by side.
     *
     * @param before the first
     * @param after the second, with the same inputs and outputs
     * @param samples what to run them on
     * @param stages told how many samples have been run
     * @return how they differ
     * @throws OnnxException if a run fails, or an output changes its shape
     */
    public static Comparison of(OnnxSession before, OnnxSession after, Samples samples, Stages stages) {
        Stages.Stage stage = new Stages.Stage("comparing the outputs", samples.count(), "samples");
        stages.reached(stage, 0);
        Tally tally = new Tally();
        Set<String> outputs = Set.copyOf(before.outputs());
        for (Samples.Batch batch : samples.batches(BATCH)) {
            Map<String, Values> given = batch.values();
            tally.add(before, before.run(given, outputs), after.run(given, outputs), batch);
            stages.reached(stage, batch.to());
        }
        return tally.comparison();
    }

    /**
     * What the second model loses.
     *
     * @return points of accuracy in per cent if labels are known, or else the relative error
     */
    public double loss() {
        return accuracyBefore
                .map(was -> 100 * (was - accuracyAfter.orElseThrow()))
                .orElse(relative);
    }

    private static final class Tally {
        private double difference;
        private double norm;
        private double largest;
        private int samples;
        private int scored;
        private int same;
        private int rightBefore;
        private int rightAfter;
        private boolean labelled;

        void add(OnnxSession order, Map<String, Values> was, Map<String, Values> is, Samples.Batch batch) {
            was.forEach((name, values) -> add(name, batch.real(values), batch.real(is.get(name))));
            int count = batch.count();
            samples += count;
            Values first = batch.real(was.get(order.outputs().get(0)));
            if (first.dims().length >= 2 && first.dims()[0] == count && first.axis(1) > 1) {
                score(first, batch.real(is.get(order.outputs().get(0))), batch, count);
            }
        }

        private void add(String name, Values was, Values is) {
            if (was.numbers().length != is.numbers().length) {
                throw new OnnxException("output '" + name + "' has " + is.numbers().length + " numbers instead of "
                        + was.numbers().length);
            }
            for (int i = 0; i < was.numbers().length; i++) {
                double change = is.numbers()[i] - was.numbers()[i];
                // Infinities that stay as they are, such as the logarithm of 0, are no change.
                if (is.numbers()[i] != was.numbers()[i]
                        && !(Double.isNaN(is.numbers()[i]) && Double.isNaN(was.numbers()[i]))) {
                    difference += change * change;
                    largest = Math.max(largest, Math.abs(change));
                }
                norm += Double.isFinite(was.numbers()[i]) ? was.numbers()[i] * was.numbers()[i] : 0;
            }
        }

        private void score(Values was, Values is, Samples.Batch batch, int count) {
            int each = was.numbers().length / count;
            Optional<int[]> labels = batch.samples().labels().map(SampleLabels::classes);
            labelled = labels.isPresent();
            for (int i = 0; i < count; i++) {
                int before = argmax(was.numbers(), i * each, each);
                int after = argmax(is.numbers(), i * each, each);
                int at = batch.from() + i;
                scored++;
                same += before == after ? 1 : 0;
                rightBefore += labels.map(all -> all[at] == before).orElse(false) ? 1 : 0;
                rightAfter += labels.map(all -> all[at] == after).orElse(false) ? 1 : 0;
            }
        }

        private static int argmax(double[] numbers, int from, int count) {
            int best = 0;
            for (int i = 1; i < count; i++) {
                best = numbers[from + i] > numbers[from + best] ? i : best;
            }
            return best;
        }

        Comparison comparison() {
            double relative = norm > 0 ? Math.sqrt(difference / norm) : Math.sqrt(difference);
            return new Comparison(
                    samples,
                    relative,
                    largest,
                    share(same, scored > 0),
                    share(rightBefore, labelled),
                    share(rightAfter, labelled));
        }

        private Optional<Double> share(int count, boolean known) {
            return known ? Optional.of((double) count / scored) : Optional.empty();
        }
    }
}
