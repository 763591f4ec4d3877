package dev.eckart.app.onnx.observe;

import dev.eckart.app.onnx.layer.Unit;
import dev.eckart.app.onnx.model.OnnxException;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.runtime.Taps;
import dev.eckart.app.onnx.runtime.Values;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which layers of a model can be observed together, and how much there is to see of each, found out on one batch.
 *
 * <p>There are values that ONNX Runtime does not hand out, of a type that it has no name for, and values that it hands out
 * one by one but not together.
 *
 * @param together layers that can be observed together, in order; a layer that cannot be observed is alone
 * @param numbers how many numbers a layer's uses take and make in that batch
 * @param refused why a layer cannot be observed
 */
record TapTrial(List<List<Unit>> together, Map<Unit, Long> numbers, Map<Unit, String> refused) {
    /**
     * Tries all layers together, and where that fails halves of them, down to those that fail by themselves.
     *
     * @throws OnnxException if none can be observed
     */
    static TapTrial of(OnnxModel model, List<Unit> units, Map<String, Values> batch, int threads) {
        TapTrial trial = new TapTrial(new ArrayList<>(), new HashMap<>(), new HashMap<>());
        Optional<OnnxException> failed = trial.tryAll(model, units, batch, threads);
        if (trial.numbers.isEmpty() && failed.isPresent()) {
            throw failed.get();
        }
        return trial;
    }

    private Optional<OnnxException> tryAll(OnnxModel model, List<Unit> units, Map<String, Values> batch, int threads) {
        Set<String> values = Pass.values(units);
        try (Taps taps = Taps.unfused(model.proto(), model.externalData(), values, threads)) {
            Map<String, Long> sizes = new HashMap<>();
            taps.run(
                    batch,
                    made -> values.forEach(
                            name -> sizes.put(name, (long) made.apply(name).numbers().length)));
            units.forEach(unit -> numbers.put(
                    unit,
                    unit.uses().stream()
                            .mapToLong(use -> sizes.get(use.input()) + sizes.get(use.output()))
                            .sum()));
            together.add(units);
            return Optional.empty();
        } catch (OnnxException e) {
            if (units.size() == 1) {
                refused.put(units.get(0), e.getMessage());
                together.add(units);
            } else {
                tryAll(model, units.subList(0, units.size() / 2), batch, threads);
                tryAll(model, units.subList(units.size() / 2, units.size()), batch, threads);
            }
            return Optional.of(e);
        }
    }

    /** The most numbers of a layer, at least 1. */
    long largest() {
        return Math.max(
                1, numbers.values().stream().mapToLong(Long::longValue).max().orElse(1));
    }
}
