package dev.eckart.app.onnx.observe;

import dev.eckart.app.onnx.data.PaddedTrial;
import dev.eckart.app.onnx.data.PaddedTrial.Effect;
import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.layer.Site;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.runtime.RawValue;
import dev.eckart.app.onnx.runtime.Taps;
import dev.eckart.app.onnx.tensor.OnnxException;
import dev.eckart.app.onnx.unit.Unit;
import dev.eckart.app.onnx.walk.PiecewiseSession;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds out which of the values that layers take and make have something for each position of samples with padding: those
 * that change at padding alone if something else stands there. What cannot be told so is looked at whole.
 */
public final class PositionedValues {
    private PositionedValues() {}

    /**
     * Runs a model twice on two samples.
     *
     * @param model the model
     * @param units its layers
     * @param samples samples, of which some positions do not count
     * @param threads threads that the model is run with
     * @return names of values
     */
    public static Set<String> of(OnnxModel model, List<Unit> units, Samples samples, int threads) {
        Optional<PaddedTrial> trial = PiecewiseSession.isWhole(model) ? PaddedTrial.of(samples) : Optional.empty();
        Set<String> values = new TreeSet<>();
        for (Unit unit : units) {
            for (Site use : unit.uses()) {
                values.add(use.input());
                values.add(use.output());
            }
        }
        return trial.map(some -> of(model, values, some, threads)).orElse(Set.of());
    }

    private static Set<String> of(OnnxModel model, Set<String> values, PaddedTrial trial, int threads) {
        Set<String> positioned = new TreeSet<>();
        try (Taps taps = Taps.unfused(model.proto(), model.externalData(), List.of(), values, threads)) {
            Map<String, RawValue> was = new HashMap<>();
            try (Taps.Made made = taps.run(trial.given(), Map.of())) {
                values.stream().filter(taps::makes).forEach(name -> was.put(name, made.raw(name)));
            }
            try (Taps.Made made = taps.run(trial.disturbed(), Map.of())) {
                was.forEach((name, value) -> {
                    if (trial.effect(value.numbers(), made.numbers(name)) == Effect.AT_PADDING) {
                        positioned.add(name);
                    }
                });
            }
        } catch (OnnxException e) {
            // Values that ONNX Runtime does not hand out together: their padding is looked at with the rest.
            return Set.of();
        }
        values.stream()
                .filter(trial.given()::containsKey)
                .filter(name ->
                        trial.effect(trial.given().get(name), trial.disturbed().get(name)) == Effect.AT_PADDING)
                .forEach(positioned::add);
        return positioned;
    }
}
