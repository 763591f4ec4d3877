package dev.eckart.app.onnx.measure;

import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.model.Bindings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What samples say of the axes that a model leaves open. */
final class SampleSizes {
    private SampleSizes() {}

    /**
     * The sizes that one sample gives the model's inputs, or as many samples as it takes at least; an axis that has size 1
     * in them stays open and counts as that.
     */
    static Bindings of(Samples samples) {
        Map<String, List<Long>> sizes = new HashMap<>();
        samples.batches(1).stream()
                .limit(1)
                .forEach(batch -> batch.values().forEach((name, value) -> {
                    List<Long> dims = new ArrayList<>();
                    for (int axis = 0; axis < value.dims().length; axis++) {
                        dims.add(axis > 0 && value.dims()[axis] == 1 ? -1 : value.dims()[axis]);
                    }
                    sizes.put(name, dims);
                }));
        return new Bindings(Map.of(), sizes);
    }
}
