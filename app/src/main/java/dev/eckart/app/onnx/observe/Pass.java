package dev.eckart.app.onnx.observe;

import dev.eckart.app.onnx.data.SampleBatch;
import dev.eckart.app.onnx.layer.Rows;
import dev.eckart.app.onnx.layer.Site;
import dev.eckart.app.onnx.moment.CountedRows;
import dev.eckart.app.onnx.moment.Gram;
import dev.eckart.app.onnx.runtime.Taps;
import dev.eckart.app.onnx.runtime.Values;
import dev.eckart.app.onnx.unit.Unit;
import dev.eckart.tensor.Tensor;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * One pass over a shard of the samples, in which some layers are observed.
 *
 * @param shard which one
 * @param sums what is summed of each layer, by layer
 * @param biases the biases of layers whose uses have different ones, by use
 */
record Pass(Shard shard, Map<Unit, LayerSums> sums, Map<Site, Tensor> biases) {
    static Pass of(Shard shard, Map<Unit, LayerSums> sums) {
        Map<Site, Tensor> biases = new HashMap<>();
        for (Unit unit : sums.keySet()) {
            if (unit.beside() > 0) {
                List<Optional<Tensor>> own = unit.biases();
                for (int i = 0; i < own.size(); i++) {
                    Site use = unit.uses().get(i);
                    own.get(i).ifPresent(bias -> biases.put(use, bias));
                }
            }
        }
        return new Pass(shard, sums, biases);
    }

    /** Adds what the layers take and make of a batch. */
    void add(SampleBatch samples, Taps.Made made) {
        double share = shard.share(samples);
        Set<List<InputSums>> added = Collections.newSetFromMap(new IdentityHashMap<>());
        sums.forEach((unit, of) -> {
            for (Site use : unit.uses()) {
                Function<String, Values> real = name -> samples.real(made.numbers(name));
                if (!added.contains(of.inputs())) {
                    addTaken(use, of.inputs(), real, samples.counted(use.input()), share);
                }
                of.outputs().ifPresent(outputs -> addMade(use, outputs, real, samples.counted(use.output())));
            }
            added.add(of.inputs());
        });
    }

    /** What it adds to the sums of each layer, in order. */
    List<PartialSums> partial() {
        return sums.values().stream().map(LayerSums::partial).toList();
    }

    /** Names of what the layers take and, where that matters, make. */
    Set<String> values() {
        Set<String> values = new TreeSet<>();
        sums.forEach((unit, of) -> unit.uses().forEach(use -> {
            values.add(use.input());
            if (of.outputs().isPresent()) {
                values.add(use.output());
            }
        }));
        return values;
    }

    private static void addTaken(
            Site use, List<InputSums> blocks, Function<String, Values> all, Optional<boolean[]> counted, double share) {
        List<Rows> taken = use.taken(all.apply(use.input()));
        for (int block = 0; block < blocks.size(); block++) {
            blocks.get(block).add(CountedRows.of(taken.get(block), counted), share);
        }
    }

    /** Adds what a use makes, without its bias where each use has another one. */
    private void addMade(Site use, List<Gram> blocks, Function<String, Values> all, Optional<boolean[]> counted) {
        List<Rows> made = use.made(all.apply(use.output()));
        Optional<Tensor> bias = Optional.ofNullable(biases.get(use));
        for (int block = 0; block < blocks.size(); block++) {
            int at = block;
            Rows biased = made.get(block);
            Rows rows = CountedRows.of(
                    bias.<Rows>map(b -> new Unbiased(biased, b, at)).orElse(biased), counted);
            blocks.get(block).add(rows);
        }
    }
}
