package dev.eckart.app.onnx.data;

import dev.eckart.app.onnx.array.SampleArray;
import dev.eckart.app.onnx.array.SampleLabels;
import dev.eckart.app.onnx.runtime.Port;
import dev.eckart.app.onnx.tensor.OnnxException;
import dev.eckart.registry.Nearest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * What there is to give to a model.
 *
 * @param names names of the arrays
 * @param array makes of the array of a name what an input gets
 * @param set values of inputs that are the same for all samples, as text, by name of the input
 * @param labels the classes of each sample, if they are known
 */
public record GivenData(
        List<String> names,
        BiFunction<Port, String, Optional<SampleArray>> array,
        Map<String, String> set,
        Optional<SampleLabels> labels) {
    /**
     * Arrays that are there already.
     *
     * @param arrays by name
     * @param labels the classes of each sample, if they are known
     * @return they, and nothing that is set
     */
    public static GivenData of(Map<String, SampleArray> arrays, Optional<SampleLabels> labels) {
        return new GivenData(
                List.copyOf(arrays.keySet()), (input, name) -> Optional.ofNullable(arrays.get(name)), Map.of(), labels);
    }

    /** The array for an input: that of its name, or the only one for the only input that needs one. */
    SampleArray forInput(Port input, boolean only) {
        return array.apply(input, only && names.size() == 1 ? names.get(0) : input.name())
                .orElseThrow(() -> new OnnxException("no array is called '" + input.name()
                        + "', which the model takes" + Nearest.didYouMean(input.name(), names) + "; there are " + names
                        + (input.batch().isEmpty() ? "; --set " + input.name() + "=VALUE gives it a value" : "")));
    }

    /**
     * Checks what is set.
     *
     * @param inputs what the model takes
     * @param set values as text, by name of the input
     * @param sizes sizes of open axes by what the model calls them, as far as they are known
     * @throws OnnxException if there is no such input, or it does not take its value
     */
    public static void requireTaken(List<Port> inputs, Map<String, String> set, Map<String, Integer> sizes) {
        List<String> names = inputs.stream().map(Port::name).toList();
        set.forEach((name, text) -> {
            Port input = inputs.stream()
                    .filter(port -> port.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new OnnxException("the model takes no input '" + name + "'"
                            + Nearest.didYouMean(name, names) + "; it takes " + names));
            new SetValue(input, text).of(sizes, 1);
        });
    }
}
