package dev.eckart.app.onnx.data;

import dev.eckart.app.onnx.model.Bindings;
import dev.eckart.app.onnx.runtime.Port;
import dev.eckart.app.onnx.runtime.Values;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** What samples say of the axes that a model leaves open. */
public final class SampleSizes {
    private SampleSizes() {}

    /**
     * The sizes that one sample gives the model's inputs, or as many samples as it takes at least; another axis that has
     * size 1 in them counts as open.
     */
    public static Bindings of(Samples samples) {
        Map<String, List<Long>> sizes = new HashMap<>();
        samples.batches(1).stream()
                .limit(1)
                .map(SampleBatch::values)
                .forEach(values -> samples.inputs().stream()
                        .filter(input -> values.containsKey(input.name()))
                        .forEach(input -> sizes.put(input.name(), sizes(input, values.get(input.name())))));
        return new Bindings(Map.of(), sizes);
    }

    private static List<Long> sizes(Port input, Values one) {
        List<Long> dims = new ArrayList<>();
        for (int axis = 0; axis < one.dims().length; axis++) {
            boolean open = one.dims()[axis] == 1 && !input.batch().equals(OptionalInt.of(axis));
            dims.add(open ? -1 : one.dims()[axis]);
        }
        return dims;
    }
}
