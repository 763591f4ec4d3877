package dev.eckart.app.onnx.observe;

import dev.eckart.app.onnx.form.Geometry;
import dev.eckart.app.onnx.form.LinearShape;
import dev.eckart.app.onnx.form.Window;
import dev.eckart.app.onnx.moment.Gram;
import dev.eckart.app.onnx.tensor.OnnxException;
import dev.eckart.app.onnx.unit.Unit;
import dev.eckart.spi.Seed;
import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.compress.Decomposer;
import dev.eckart.spi.compress.Statistics.Kind;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Makes the sums that a decomposer asks for.
 *
 * @param backend multiplies, in float64
 * @param seed which positions of a convolution are drawn
 * @param decomposer what asks for them
 */
record WantedSums(Backend backend, Seed seed, Decomposer decomposer) {
    /**
     * The widest window of which the covariance is observed, 256 channels of 3 x 3: 40 MiB, of which a form takes five
     * times as much to be compared. Forms of wider ones go by the weights alone.
     */
    private static final int WIDEST_WINDOW = 2304;

    /** The widest input of which the covariance is observed for a decomposer that asks for it. */
    private static final int WIDEST_INPUT = 8192;

    private Set<Kind> kinds(Unit unit) {
        LinearShape layer = unit.first().shape();
        return decomposer.needs(layer.rows(), layer.blockOutputs());
    }

    /** Numbers of the sums of a layer. */
    long numbers(Unit unit) {
        LinearShape layer = unit.first().shape();
        Set<Kind> kinds = kinds(unit);
        long inputs = observesInputs(layer, kinds) ? Gram.numbers(layer.rows()) : 0;
        long outputs = observesOutputs(layer, kinds) ? Gram.numbers(layer.blockOutputs()) : 0;
        long kept = LayerSums.isKept(unit) ? KeptRows.numbers(layer.rows()) : 0;
        return layer.geometry().blocks() * (inputs + outputs) + kept;
    }

    private static boolean observesInputs(LinearShape layer, Set<Kind> kinds) {
        boolean wide = layer.geometry().window().map(Window::size).orElse(1) > 1;
        return !layer.geometry().lookup() && (kinds.contains(Kind.INPUTS) || wide && layer.rows() <= WIDEST_WINDOW);
    }

    /** All that there is to know of a table follows from how often its rows are taken: from the mean input. */
    private static boolean observesOutputs(LinearShape layer, Set<Kind> kinds) {
        return !layer.geometry().lookup() && kinds.contains(Kind.OUTPUTS);
    }

    /** Sums of nothing yet for each layer, with the randomness of a shard. */
    Map<Unit, LayerSums> of(List<Unit> units, Shard shard) {
        Seed drawing = shard.seed(seed);
        Map<LayerSums.Taken, List<InputSums>> shared = new HashMap<>();
        Map<Unit, LayerSums> sums = new LinkedHashMap<>();
        for (Unit unit : units) {
            Set<Kind> kinds = kinds(unit);
            LinearShape layer = unit.shape();
            if (observesInputs(layer, kinds) && kinds.contains(Kind.INPUTS) && layer.rows() > WIDEST_INPUT) {
                throw new OnnxException("the covariance of the " + layer.rows() + " inputs of layer '"
                        + unit.first().name()
                        + "' is too large to observe; choose another decomposer, or exclude the layer");
            }
            boolean drawn = !kinds.contains(Kind.INPUTS) || layer.rows() > layer.blockOutputs();
            List<InputSums> inputs = shared.computeIfAbsent(
                    LayerSums.Taken.of(unit, observesInputs(layer, kinds), drawn), taken -> inputSums(taken, drawing));
            Optional<List<Gram>> outputs = observesOutputs(layer, kinds)
                    ? Optional.of(blocks(layer.geometry(), block -> new Gram(backend, layer.blockOutputs())))
                    : Optional.empty();
            sums.put(unit, new LayerSums(inputs, outputs));
        }
        return sums;
    }

    /** What is drawn depends on what is taken alone: layers that take the same draw the same, together or not. */
    private List<InputSums> inputSums(LayerSums.Taken taken, Seed drawing) {
        Seed own = drawing.split(taken.names().get(0));
        return blocks(taken.geometry(), block -> new InputSums(backend, taken, own.split(block)));
    }

    private static <T> List<T> blocks(Geometry geometry, IntFunction<T> sums) {
        return IntStream.range(0, geometry.blocks()).mapToObj(sums).toList();
    }
}
