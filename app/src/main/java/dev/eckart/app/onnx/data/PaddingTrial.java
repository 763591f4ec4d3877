package dev.eckart.app.onnx.data;

import dev.eckart.app.onnx.model.OnnxException;
import dev.eckart.app.onnx.runtime.ModelSession;
import dev.eckart.app.onnx.runtime.Output;
import dev.eckart.app.onnx.runtime.Values;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds out which positions of samples are padding by giving a model the sample that has most of it: whatever stands where
 * the mask is 0 must not change a bit of what the model gives elsewhere, or it is no padding.
 */
final class PaddingTrial {
    private final ModelSession session;
    private final Samples samples;
    private final PaddingMask mask;
    private final Samples.Batch batch;
    private final Map<String, Values> given;
    private final boolean[] counted;

    private PaddingTrial(ModelSession session, Samples samples, PaddingMask mask) {
        this.session = session;
        this.samples = samples;
        this.mask = mask;
        this.batch = samples.chosen(new int[] {mask.shortest()}).batches(1).get(0);
        this.given = batch.values();
        this.counted = PaddingMask.counted(given.get(mask.name()));
    }

    /** The padding of samples for a model; empty if there is none, or if the model goes by what stands there. */
    static Optional<Padding> of(ModelSession session, Samples samples) {
        boolean inFront =
                samples.inputs().stream().allMatch(input -> input.batch().equals(OptionalInt.of(0)));
        return inFront
                ? PaddingMask.of(samples).flatMap(mask -> new PaddingTrial(session, samples, mask).padding())
                : Optional.empty();
    }

    private Optional<Padding> padding() {
        Map<String, Values> answer = numbers(given);
        return positioned(answer).map(outputs -> {
            Padding whole = new Padding(mask.name(), mask.lengths(), Set.of(), outputs);
            Padding cut = new Padding(mask.name(), mask.lengths(), mask.along(), outputs);
            return canBeCut() && isSame(answer, cut) ? cut : whole;
        });
    }

    /** The outputs that are tensors of numbers, each with the sample in front. */
    private Map<String, Values> numbers(Map<String, Values> inputs) {
        Map<String, Values> numbers = new LinkedHashMap<>();
        session.answer(inputs, Set.copyOf(session.outputs())).forEach((name, output) -> {
            if (output instanceof Output.Numbers tensor) {
                numbers.put(name, batch.bySample(tensor.values()).orElse(tensor.values()));
            }
        });
        return numbers;
    }

    /** The outputs that have something for each position; empty if padding changes anything but these at padding. */
    private Optional<Set<String>> positioned(Map<String, Values> answer) {
        Map<String, Values> disturbed = disturbed();
        if (disturbed.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Values> other = numbers(disturbed);
        Set<String> outputs = new TreeSet<>();
        for (String name : answer.keySet()) {
            Values was = answer.get(name);
            boolean along = was.dims().length > 1 && was.dims()[1] == mask.positions();
            for (int i = 0; i < was.numbers().length; i++) {
                if (Double.compare(was.numbers()[i], other.get(name).numbers()[i]) != 0) {
                    if (!along || counted[i / (was.numbers().length / mask.positions())]) {
                        return Optional.empty();
                    }
                    outputs.add(name);
                }
            }
        }
        return Optional.of(outputs);
    }

    /** The sample with what stands at its first position put at all that are padding; nothing if that changes nothing. */
    private Map<String, Values> disturbed() {
        Map<String, Values> disturbed = new LinkedHashMap<>(given);
        boolean changed = false;
        for (String name : mask.along()) {
            if (!name.equals(mask.name())) {
                Values values = given.get(name);
                double[] numbers = values.numbers().clone();
                int each = numbers.length / counted.length;
                for (int position = 0; position < counted.length; position++) {
                    int first = position / mask.positions() * mask.positions();
                    if (!counted[position]) {
                        System.arraycopy(values.numbers(), first * each, numbers, position * each, each);
                    }
                }
                changed |= !Arrays.equals(numbers, values.numbers());
                disturbed.put(name, new Values(values.dims(), numbers, values.texts()));
            }
        }
        return changed ? disturbed : Map.of();
    }

    private boolean canBeCut() {
        return mask.trailing()
                && samples.labels().map(SampleLabels::each).orElse(1) == 1
                && samples.inputs().stream()
                        .filter(input -> mask.along().contains(input.name()))
                        .allMatch(input -> input.dims().get(1) < 0);
    }

    /** Whether the model gives half of the digits of what counts without the padding too; sums are then rounded otherwise. */
    private boolean isSame(Map<String, Values> answer, Padding cut) {
        try {
            Map<String, Values> shorter = new LinkedHashMap<>(given);
            cut.cut().forEach(name -> shorter.put(name, cut.shortened(name, given.get(name), mask.shortest())));
            Map<String, Output> outputs = session.answer(shorter, Set.copyOf(session.outputs()));
            return answer.keySet().stream()
                    .allMatch(name -> isNear(cut, name, answer.get(name), (Output.Numbers) outputs.get(name)));
        } catch (OnnxException e) {
            // A model that does not run on fewer positions is given all of them.
            return false;
        }
    }

    private boolean isNear(Padding cut, String name, Values was, Output.Numbers output) {
        Values is = batch.bySample(output.values()).orElse(output.values());
        if (cut.outputs().contains(name)) {
            return is.dims()[1] == cut.lengths()[mask.shortest()]
                    && isNear(was.moved(1, 0).slice(0, (int) is.dims()[1]).moved(0, 1), is, output.unitRoundoff());
        }
        return isNear(was, is, output.unitRoundoff());
    }

    private static boolean isNear(Values was, Values is, double unitRoundoff) {
        if (!Arrays.equals(was.dims(), is.dims())) {
            return false;
        }
        double difference = 0;
        double norm = 0;
        for (int i = 0; i < was.numbers().length; i++) {
            difference = Math.hypot(difference, was.numbers()[i] - is.numbers()[i]);
            norm = Math.hypot(norm, was.numbers()[i]);
        }
        return difference <= Math.sqrt(unitRoundoff) * norm;
    }
}
