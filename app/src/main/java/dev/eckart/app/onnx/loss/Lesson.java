package dev.eckart.app.onnx.loss;

import dev.eckart.app.onnx.data.SampleBatch;
import dev.eckart.app.onnx.measure.ClassScores;
import dev.eckart.app.onnx.runtime.Values;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What of a model is compared with what it should be.
 *
 * @param hidden names of values between layers that the teacher has too
 * @param outputs names of outputs that the teacher has too
 * @param scores where scores of classes are, if they are looked at
 * @param positioned names of values that have something for each position, some of which may not count
 */
public record Lesson(List<String> hidden, List<String> outputs, Optional<Scores> scores, Set<String> positioned) {
    /**
     * An output with scores of classes along its last axis.
     *
     * @param found the output
     * @param classes how many there are
     * @param probable whether they are probabilities
     * @param spread standard deviation of a sample's scores, before they become probabilities
     */
    public record Scores(ClassScores found, int classes, boolean probable, double spread) {
        String output() {
            return found.output();
        }

        /** One for the right class, zero for others, and for all where none counts. */
        private Optional<Values> targets(SampleBatch batch, Map<String, Values> inputs) {
            return found.labels(batch, inputs).map(labels -> {
                double[] targets = new double[labels.length * classes];
                for (int i = 0; i < labels.length; i++) {
                    if (labels[i] >= 0) {
                        targets[i * classes + labels[i]] = 1;
                    }
                }
                return new Values(new long[] {labels.length, classes}, targets);
            });
        }
    }

    /** The same without values between the layers if nothing is learnt from them. */
    public Lesson only(Objective objective) {
        boolean used = objective.terms().stream().anyMatch(each -> each.term() instanceof LossTerm.Hidden);
        return used ? this : new Lesson(List.of(), outputs, scores, positioned);
    }

    /** All values that are asked of the teacher. */
    public List<String> taught() {
        return Stream.concat(hidden.stream(), outputs.stream()).distinct().toList();
    }

    /** What is known of a batch beside what the model takes. */
    public Map<String, Values> facts(SampleBatch batch, Map<String, Values> inputs) {
        Map<String, Values> facts = new HashMap<>();
        scores.flatMap(found -> found.targets(batch, inputs))
                .ifPresent(targets -> facts.put(Compared.TARGETS, targets));
        batch.counted().ifPresent(counted -> facts.put(Compared.COUNTED, counted(counted, batch.count())));
        return facts;
    }

    private static Values counted(boolean[] counted, int samples) {
        double[] numbers = new double[counted.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = counted[i] ? 1 : 0;
        }
        return new Values(new long[] {samples, counted.length / samples}, numbers);
    }
}
