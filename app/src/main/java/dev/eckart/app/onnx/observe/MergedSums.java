package dev.eckart.app.onnx.observe;

import dev.eckart.app.onnx.unit.Unit;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Sums of some layers, to which those of other shards are added in their order. */
public final class MergedSums {
    private final Map<Unit, LayerSums> sums;
    private final Map<Unit, String> refusals = new HashMap<>();

    MergedSums(Map<Unit, LayerSums> sums) {
        this.sums = sums;
    }

    /**
     * Adds what is summed of a shard.
     *
     * @param shard what is summed of each layer, in order
     */
    public void add(List<PartialSums> shard) {
        Set<List<InputSums>> added = Collections.newSetFromMap(new IdentityHashMap<>());
        int next = 0;
        for (Map.Entry<Unit, LayerSums> layer : sums.entrySet()) {
            PartialSums more = shard.get(next++);
            if (!more.refusal().isEmpty()) {
                refusals.putIfAbsent(layer.getKey(), more.refusal());
            } else {
                PartialSums own = layer.getValue().partial();
                PartialSums.add(more.outputs(), own.outputs());
                if (added.add(layer.getValue().inputs())) {
                    PartialSums.add(more.inputs(), own.inputs());
                    for (int block = 0; block < more.rows().size(); block++) {
                        layer.getValue().inputs().get(block).keep(more.rows().get(block));
                    }
                }
            }
        }
    }

    /** A pass that these sums grow in. */
    Pass pass(Shard shard) {
        return Pass.of(shard, sums);
    }

    /**
     * The sums themselves, to be added to those of other shards.
     *
     * @return what is summed of each layer, in order; of those that nothing could be summed of, why
     */
    List<PartialSums> partial() {
        return sums.entrySet().stream()
                .map(layer -> refusals.containsKey(layer.getKey())
                        ? PartialSums.refused(refusals.get(layer.getKey()))
                        : layer.getValue().partial())
                .toList();
    }

    /**
     * Why nothing could be summed of some layers.
     *
     * @return a line for each of them
     */
    public List<String> refusals() {
        return List.copyOf(refusals.values());
    }

    /**
     * What was observed of a layer, whose sums are let go of.
     *
     * @param unit the layer
     * @return all that its sums come to
     */
    public Observation take(Unit unit) {
        LayerSums all = sums.remove(unit);
        return refusals.containsKey(unit) ? Observation.nothing(refusals.get(unit)) : Observation.of(all);
    }
}
