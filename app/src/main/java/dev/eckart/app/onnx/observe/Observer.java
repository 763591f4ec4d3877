package dev.eckart.app.onnx.observe;

import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.form.Factor;
import dev.eckart.app.onnx.form.Seen;
import dev.eckart.app.onnx.form.Window;
import dev.eckart.app.onnx.model.OnnxException;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.progress.Stages;
import dev.eckart.app.onnx.runtime.Taps;
import dev.eckart.app.onnx.runtime.Values;
import dev.eckart.app.onnx.site.Site;
import dev.eckart.app.onnx.site.Unit;
import dev.eckart.spi.Backend;
import dev.eckart.spi.Seed;
import dev.eckart.spi.Statistics.Kind;
import dev.eckart.tensor.Tensor;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Observes the layers of a model in one pass over samples.
 *
 * @param backend multiplies, in float64
 * @param threads threads that the model is run with
 * @param seed which positions of a convolution are drawn
 * @param stages told how many samples have been seen
 */
public record Observer(Backend backend, int threads, Seed seed, Stages stages) {
    /** The widest window of which the covariance is observed: beyond, its forms cost more to compare than they gain. */
    private static final int WIDEST_WINDOW = 1152;

    /** The widest input of which the covariance is observed for a decomposer that asks for it. */
    private static final int WIDEST_INPUT = 8192;

    /**
     * Observes.
     *
     * @param model the model
     * @param units its layers; what those see that have one tensor counts together
     * @param samples what to run it on
     * @param kinds what a decomposer asks for
     * @return what was seen of each, by name of the output of its first use
     * @throws OnnxException if the model cannot be run, or something is asked for that cannot be observed
     */
    public Map<String, Seen> observe(OnnxModel model, List<Unit> units, Samples samples, Set<Kind> kinds) {
        if (kinds.contains(Kind.GRADIENTS)) {
            throw new OnnxException(
                    "the gradient of a loss cannot be observed of an ONNX model; choose a decomposer that does without");
        }
        Set<String> tapped = new TreeSet<>();
        Map<String, List<BlockSums>> sums = new LinkedHashMap<>();
        for (Unit unit : units) {
            for (Site site : unit.uses()) {
                tapped.add(site.input());
                tapped.add(site.output());
            }
            sums.put(unit.first().output(), sums(unit.first(), kinds));
        }
        Stages.Stage stage = new Stages.Stage("observing " + units.size() + " layers", samples.count(), "samples");
        stages.reached(stage, 0);
        try (Taps taps = new Taps(model.proto(), model.externalData(), tapped, threads)) {
            new Stream(samples, done -> stages.reached(stage, done)).forEach((batch, share) -> {
                Map<String, Values> values = taps.run(batch.values());
                values.replaceAll((name, value) -> batch.real(value));
                units.forEach(unit -> unit.uses()
                        .forEach(site -> add(site, values, sums.get(unit.first().output()), unit.beside() > 0, share)));
                return values.values().stream()
                        .mapToLong(value -> value.numbers().length)
                        .sum();
            });
        }
        Map<String, Seen> seen = new HashMap<>();
        sums.forEach((output, blocks) -> seen.put(
                output, new Seen(blocks.stream().map(BlockSums::statistics).toList())));
        return seen;
    }

    private List<BlockSums> sums(Site site, Set<Kind> kinds) {
        Factor layer = site.layer();
        int width = layer.weights().rows();
        boolean wide = layer.geometry().window().map(Window::size).orElse(1) > 1;
        if (kinds.contains(Kind.INPUTS) && width > WIDEST_INPUT) {
            throw new OnnxException("the covariance of the " + width + " inputs of layer '" + site.name()
                    + "' is too large to observe; choose another decomposer, or exclude the layer");
        }
        boolean covariance = kinds.contains(Kind.INPUTS) || wide && width <= WIDEST_WINDOW;
        return IntStream.range(0, layer.geometry().blocks())
                .mapToObj(block -> new BlockSums(
                        backend,
                        covariance ? Optional.of(width) : Optional.empty(),
                        kinds.contains(Kind.OUTPUTS) ? Optional.of(layer.blockOutputs()) : Optional.empty(),
                        width,
                        seed.split(site.output()).split(block)))
                .toList();
    }

    /** Adds what a use takes and makes, without its bias where each use has another one. */
    private static void add(
            Site site, Map<String, Values> values, List<BlockSums> sums, boolean unbiased, double share) {
        for (int block = 0; block < sums.size(); block++) {
            Rows taken =
                    LayerRows.taken(site.layer(), site.stack(), site.transposed(), values.get(site.input()), block);
            Rows made = LayerRows.made(site, values.get(site.output()), block);
            Optional<Tensor> bias = site.layer().blockBias(block).filter(b -> unbiased);
            sums.get(block)
                    .add(taken, bias.<Rows>map(b -> new Unbiased(made, b)).orElse(made), share);
        }
    }
}
