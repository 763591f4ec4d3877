package dev.eckart.app.onnx.cost;

import dev.eckart.app.onnx.cost.Kernel.Input;
import dev.eckart.app.onnx.data.SampleBatch;
import dev.eckart.app.onnx.form.LinearShape;
import dev.eckart.app.onnx.layer.Site;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.runtime.Port;
import dev.eckart.app.onnx.runtime.RawValue;
import dev.eckart.app.onnx.runtime.Taps;
import dev.eckart.app.onnx.runtime.Values;
import dev.eckart.app.onnx.tensor.DataType;
import dev.eckart.app.onnx.tensor.OnnxException;
import dev.eckart.app.onnx.unit.Unit;
import dev.eckart.spi.compress.Storage.Form;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Writes what layers are, and what stands in their place, as kernels for a run of a model.
 *
 * @param model the model
 * @param units its layers
 * @param inputs what goes into each layer, by name of the value
 */
record LayerKernels(OnnxModel model, List<Unit> units, Map<String, Input> inputs) {
    /** Copies of a small kernel that are enough: together they take much longer than to start a run. */
    private static final long MOST_COPIES = 32;

    /** Numbers that what goes into all copies may have: what comes out of one layer is in the cache when the next one takes it. */
    private static final long MOST_NUMBERS = 1 << 17;

    /**
     * Runs a model, to know what goes into its layers.
     *
     * @throws OnnxException if it cannot be run
     */
    static LayerKernels of(OnnxModel model, List<Unit> units, SampleBatch batch, int threads) {
        Set<String> wanted = units.stream()
                .flatMap(unit -> unit.layers().stream())
                .map(Site::input)
                .collect(Collectors.toCollection(TreeSet::new));
        Map<String, Values> given = batch.values();
        Map<String, Input> inputs = new HashMap<>();
        for (Port port : batch.samples().inputs()) {
            port.type()
                    .ifPresent(type -> inputs.put(
                            port.name(), input(type, given.get(port.name()).dims())));
        }
        try (Taps taps = Taps.unfused(model.proto(), model.externalData(), List.of(), wanted, threads);
                Taps.Made made = taps.run(given, Map.of())) {
            wanted.stream().filter(taps::makes).forEach(name -> {
                RawValue value = made.raw(name);
                inputs.put(name, input(value.type(), value.dims()));
            });
        }
        return new LayerKernels(model, units, inputs);
    }

    private static Input input(DataType type, long[] dims) {
        return new Input(type, Arrays.stream(dims).boxed().toList());
    }

    /** What is run for a layer: a kernel for each use of its weights. */
    List<Kernel.Copies> of(Unit unit, List<LinearShape> shapes, List<Form> forms) {
        List<Kernel.Copies> kernels = new ArrayList<>();
        for (Site use : unit.uses()) {
            kernels.add(new Kernel.Copies(kernel(use, shapes, forms), copies(unit, use)));
        }
        for (Site layer : unit.turned()) {
            kernels.add(new Kernel.Copies(kernel(layer, turned(shapes, layer), forms), copies(unit, layer)));
        }
        return kernels;
    }

    /** The factors of the transposed matrix, which are numbers all. */
    private static List<LinearShape> turned(List<LinearShape> shapes, Site layer) {
        List<LinearShape> turned = new ArrayList<>();
        for (LinearShape shape : shapes) {
            boolean biased = turned.isEmpty() && layer.bias().isPresent();
            turned.add(0, new LinearShape(shape.columns(), shape.rows(), biased, layer.geometry()));
        }
        return turned;
    }

    private Kernel kernel(Site site, List<LinearShape> shapes, List<Form> forms) {
        Input input = inputs.get(site.input());
        List<Long> dims = new ArrayList<>(input.dims());
        boolean alongAxes = shapes.get(0).geometry().mode().isPresent();
        if (site.arrangement().isResizable() && !alongAxes) {
            dims.set(dims.size() - 1, (long) shapes.get(0).rows());
        }
        return Kernel.of(model.proto(), site, shapes, forms, new Input(input.type(), dims));
    }

    /** As many layers of these sizes as the model's weights would make: they are as far from the processor as in the model. */
    private int copies(Unit unit, Site use) {
        long numbers = inputs.get(use.input()).dims().stream().reduce(1L, (a, b) -> a * b);
        long all = units.stream()
                .filter(other -> !other.shape().geometry().lookup())
                .mapToLong(other -> other.shape().parameters())
                .sum();
        long most = Math.min(MOST_COPIES, MOST_NUMBERS / numbers);
        return (int)
                Long.highestOneBit(Math.max(1, Math.min(most, all / unit.shape().parameters())));
    }
}
