package dev.eckart.app.onnx.data;

import dev.eckart.app.onnx.data.PaddedTrial.Effect;
import dev.eckart.app.onnx.runtime.ModelSession;
import dev.eckart.app.onnx.runtime.Output;
import dev.eckart.app.onnx.runtime.Values;
import dev.eckart.app.onnx.tensor.DataType;
import dev.eckart.app.onnx.tensor.OnnxException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds out which positions of samples are padding by giving a model two samples that have some: whatever stands where the
 * mask is 0 must not change a bit of what the model gives elsewhere, or it is no padding.
 *
 * @param session the model
 * @param samples what it is given
 * @param mask says which positions count
 * @param trial the two samples
 */
record PaddingTrial(ModelSession session, Samples samples, PaddingMask mask, PaddedTrial trial) {
    /** The padding of samples for a model; empty if there is none, or if the model goes by what stands there. */
    static Optional<Padding> of(ModelSession session, Samples samples) {
        boolean inFront = samples.inputs().stream()
                .filter(input -> samples.arrays().containsKey(input.name()))
                .allMatch(input -> input.batch().equals(OptionalInt.of(0)));
        return inFront
                ? PaddingMask.of(samples)
                        .flatMap(mask -> PaddedTrial.of(samples, mask)
                                .flatMap(trial -> new PaddingTrial(session, samples, mask, trial).padding()))
                : Optional.empty();
    }

    private Optional<Padding> padding() {
        Map<String, Values> was = cells(trial.given());
        Map<String, Values> is = cells(trial.disturbed());
        Set<String> positioned = new TreeSet<>();
        for (String name : was.keySet()) {
            Effect effect = trial.effect(was.get(name), is.get(name));
            if (effect == Effect.ELSEWHERE) {
                return Optional.empty();
            }
            if (effect == Effect.AT_PADDING) {
                positioned.add(name);
            }
        }
        Set<String> cut = canBeShortened(was) ? mask.along() : Set.of();
        return Optional.of(new Padding(mask.name(), mask.lengths(), cut, positioned));
    }

    /** What the model gives; texts are told apart by numbers. Of what else there is, nothing is known. */
    private Map<String, Values> cells(Map<String, Values> inputs) {
        Map<String, Values> cells = new LinkedHashMap<>();
        session.answer(inputs, Set.copyOf(session.outputs())).forEach((name, output) -> {
            if (output instanceof Output.Numbers tensor) {
                cells.put(name, tensor.values());
            } else if (output instanceof Output.Words words) {
                cells.put(
                        name,
                        new Values(
                                words.dims().stream().mapToLong(Long::longValue).toArray(),
                                words.words().stream()
                                        .mapToDouble(String::hashCode)
                                        .toArray()));
            }
        });
        return cells;
    }

    /**
     * Whether layers can be looked at in batches that are no longer than their longest sample. What a model gives is never
     * measured so: this is only found out on two samples, and to half of the digits of float32.
     */
    private boolean canBeShortened(Map<String, Values> was) {
        boolean open = samples.inputs().stream()
                .filter(input -> mask.along().contains(input.name()))
                .allMatch(input -> input.dims().get(1) < 0);
        int longest = longest();
        if (!open || !mask.trailing() || longest == mask.positions()) {
            return false;
        }
        try {
            Map<String, Values> shorter = new LinkedHashMap<>(trial.given());
            mask.along()
                    .forEach(
                            name -> shorter.put(name, Lengths.head(trial.given().get(name), longest)));
            Map<String, Values> is = cells(shorter);
            return was.keySet().stream().allMatch(name -> isNear(was.get(name), is.get(name), longest));
        } catch (OnnxException e) {
            // A model that does not run on fewer positions is given all of them.
            return false;
        }
    }

    private int longest() {
        int longest = 0;
        for (int i = 0; i < trial.counted().length; i++) {
            longest = trial.counted()[i] ? Math.max(longest, i % mask.positions() + 1) : longest;
        }
        return longest;
    }

    /** Compares what counts, position by position if the value has fewer of them now. */
    private boolean isNear(Values was, Values is, int longest) {
        boolean along = was.dims().length > 1
                && was.dims()[0] == trial.samples()
                && was.dims()[1] == mask.positions()
                && is.dims().length == was.dims().length
                && is.dims()[1] == longest;
        double[] expected = (along ? Lengths.head(was, longest) : was).numbers();
        if (expected.length != is.numbers().length) {
            return false;
        }
        double difference = 0;
        double norm = 0;
        int positions = trial.samples() * longest;
        for (int i = 0; i < expected.length; i++) {
            int position = along ? i / (expected.length / positions) : 0;
            int at = position / longest * mask.positions() + position % longest;
            if (!along || trial.counted()[at]) {
                difference = Math.hypot(difference, expected[i] - is.numbers()[i]);
                norm = Math.hypot(norm, expected[i]);
            }
        }
        return difference <= Math.sqrt(DataType.FLOAT.unitRoundoff()) * norm;
    }
}
