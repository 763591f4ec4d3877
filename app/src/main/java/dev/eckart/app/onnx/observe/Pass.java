package dev.eckart.app.onnx.observe;

import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.layer.Site;
import dev.eckart.app.onnx.layer.Unit;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.runtime.Taps;
import dev.eckart.app.onnx.runtime.Values;
import dev.eckart.tensor.Tensor;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.IntConsumer;

/**
 * One pass over samples, in which some layers are observed.
 *
 * @param sums what is summed of each layer, by layer
 */
record Pass(Map<Unit, List<BlockSums>> sums) {
    Pass() {
        this(new LinkedHashMap<>());
    }

    /** Runs the model as far as these layers. */
    void over(OnnxModel model, Samples samples, int batch, int threads, IntConsumer done) {
        Map<Site, Tensor> biases = biases();
        try (Taps taps = Taps.unfused(model.proto(), model.externalData(), values(sums.keySet()), threads)) {
            for (Samples.Batch some : samples.batches(batch)) {
                double share = (double) some.count() / samples.count();
                taps.run(some.values(), made -> {
                    Function<String, Values> real = name -> some.real(made.apply(name));
                    sums.keySet()
                            .forEach(unit -> unit.uses()
                                    .forEach(use -> add(unit, use, Optional.ofNullable(biases.get(use)), real, share)));
                });
                done.accept(some.to());
            }
        }
    }

    /** Names of what layers take and make. */
    static Set<String> values(Iterable<Unit> units) {
        Set<String> values = new TreeSet<>();
        for (Unit unit : units) {
            for (Site use : unit.uses()) {
                values.add(use.input());
                values.add(use.output());
            }
        }
        return values;
    }

    /** The biases of layers whose uses have different ones, by use. */
    private Map<Site, Tensor> biases() {
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
        return biases;
    }

    /** Adds what a use takes and, if that is wanted, makes, without its bias if one is given. */
    private void add(Unit unit, Site use, Optional<Tensor> bias, Function<String, Values> all, double share) {
        Values input = Arranged.input(use, all.apply(use.input()));
        List<BlockSums> blocks = sums.get(unit);
        Optional<Values> output = blocks.get(0).seesOutputs()
                ? Optional.of(Arranged.output(use, all.apply(use.output())))
                : Optional.empty();
        for (int block = 0; block < blocks.size(); block++) {
            Rows taken = LayerRows.taken(use.shape(), use.stack(), use.transposed(), input, block);
            int at = block;
            Optional<Rows> made = output.map(values -> LayerRows.made(use, values, at))
                    .map(rows -> bias.<Rows>map(b -> new Unbiased(rows, b, at)).orElse(rows));
            blocks.get(block).add(taken, made, share);
        }
    }
}
