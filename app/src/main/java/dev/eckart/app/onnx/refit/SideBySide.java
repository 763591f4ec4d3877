package dev.eckart.app.onnx.refit;

import dev.eckart.app.onnx.data.SampleBatch;
import dev.eckart.app.onnx.form.LinearShape;
import dev.eckart.app.onnx.layer.Rows;
import dev.eckart.app.onnx.layer.Site;
import dev.eckart.app.onnx.moment.CountedRows;
import dev.eckart.app.onnx.rewrite.Replacement;
import dev.eckart.app.onnx.runtime.Values;
import dev.eckart.app.onnx.walk.Leg;
import dev.eckart.spi.backend.Backend;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * A part of the original model and the same part of the compressed one.
 *
 * @param before the original
 * @param after the compressed one
 * @param hidden name of what goes into the last factor of each layer, by name of the layer's output
 */
record SideBySide(Leg before, Leg after, Map<String, String> hidden) implements AutoCloseable {
    /** Names of what layers make, wherever they are used. */
    static Set<String> outputs(List<Replacement> layers) {
        Set<String> outputs = new TreeSet<>();
        layers.forEach(layer -> layer.uses().forEach(use -> outputs.add(use.output())));
        return outputs;
    }

    /** Sums of nothing yet for a layer. */
    static List<Residual> sums(Backend backend, Replacement layer) {
        LinearShape last = layer.last();
        return IntStream.range(0, last.geometry().blocks())
                .mapToObj(block -> new Residual(backend, last.rows(), last.blockOutputs()))
                .toList();
    }

    /**
     * Runs both on some batches.
     *
     * @param batches all batches
     * @param from the first
     * @param to the one after the last
     * @param layers some layers
     * @return for each layer how what is wrong with its outputs goes with what its last factor takes
     */
    List<List<Residual>> residuals(
            Backend backend, List<SampleBatch> batches, int from, int to, List<Replacement> layers) {
        List<List<Residual>> sums = new ArrayList<>();
        layers.forEach(layer -> sums.add(sums(backend, layer)));
        before.run(after, from, to, (batch, both) -> {
            for (int layer = 0; layer < layers.size(); layer++) {
                LinearShape last = layers.get(layer).last();
                for (Site use : layers.get(layer).uses()) {
                    add(batches.get(batch), use, last, both, sums.get(layer));
                }
            }
        });
        return sums;
    }

    private void add(SampleBatch batch, Site site, LinearShape last, Leg.Both both, List<Residual> sums) {
        String output = site.output();
        Values wrong =
                batch.real(difference(both.was().numbers(output), both.now().numbers(output)));
        Values input = batch.real(both.now().numbers(hidden.get(output)));
        Optional<boolean[]> counted = batch.counted(output);
        List<Rows> made = site.made(wrong);
        List<Rows> taken = site.arrangement().hidden(last, input);
        for (int block = 0; block < sums.size(); block++) {
            sums.get(block).add(CountedRows.of(taken.get(block), counted), CountedRows.of(made.get(block), counted));
        }
    }

    private static Values difference(Values was, Values is) {
        double[] difference = new double[was.numbers().length];
        for (int i = 0; i < difference.length; i++) {
            difference[i] = was.numbers()[i] - is.numbers()[i];
        }
        return new Values(was.dims(), difference);
    }

    @Override
    public void close() {
        after.close();
        before.close();
    }
}
