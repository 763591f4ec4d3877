package dev.eckart.app.onnx.observe;

import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.layer.Rows;
import dev.eckart.app.onnx.layer.Site;
import dev.eckart.app.onnx.runtime.Values;
import dev.eckart.app.onnx.unit.Unit;
import dev.eckart.app.onnx.walk.Leg;
import dev.eckart.app.onnx.walk.Walk;
import dev.eckart.tensor.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * One pass over samples, in which some layers are observed.
 *
 * @param sums what is summed of each layer, by layer
 * @param biases the biases of layers whose uses have different ones, by use
 */
record Pass(Map<Unit, List<BlockSums>> sums, Map<Site, Tensor> biases) {
    static Pass of(Map<Unit, List<BlockSums>> sums) {
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
        return new Pass(sums, biases);
    }

    /** Adds what the layers take and make of a batch. */
    void add(Leg leg, Walk walk, int batch) {
        Samples.Batch samples = walk.batches().get(batch);
        double share = (double) samples.count() / samples.samples().count();
        leg.run(
                batch,
                made -> sums.forEach((unit, blocks) -> unit.uses()
                        .forEach(use ->
                                add(unit, use, name -> samples.real(made.numbers(name)), samples.counted(), share))));
    }

    /** Names of what the layers take and, where that matters, make. */
    Set<String> values() {
        Set<String> values = new TreeSet<>();
        sums.forEach((unit, blocks) -> unit.uses().forEach(use -> {
            values.add(use.input());
            if (blocks.get(0).seesOutputs()) {
                values.add(use.output());
            }
        }));
        return values;
    }

    /** Adds what a use takes and, if that is wanted, makes, without its bias where each use has another one. */
    private void add(Unit unit, Site use, Function<String, Values> all, Optional<boolean[]> counted, double share) {
        List<Rows> taken = use.taken(all.apply(use.input()));
        List<BlockSums> blocks = sums.get(unit);
        Optional<Tensor> bias = Optional.ofNullable(biases.get(use));
        Optional<List<Rows>> made =
                blocks.get(0).seesOutputs() ? Optional.of(use.made(all.apply(use.output()))) : Optional.empty();
        for (int block = 0; block < blocks.size(); block++) {
            int at = block;
            Optional<Rows> rows = made.map(each -> each.get(at))
                    .map(biased ->
                            bias.<Rows>map(b -> new Unbiased(biased, b, at)).orElse(biased));
            blocks.get(block)
                    .add(
                            CountedRows.of(taken.get(block), counted),
                            rows.map(own -> CountedRows.of(own, counted)),
                            share);
        }
    }
}
