package dev.eckart.app.onnx.data;

import dev.eckart.app.onnx.model.DataType;
import dev.eckart.app.onnx.model.OnnxException;
import dev.eckart.app.onnx.runtime.Port;
import dev.eckart.app.onnx.runtime.Values;
import dev.eckart.registry.Nearest;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
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
     * The value that is set for an input.
     *
     * @param input what the model takes
     * @param text one value for all of it, or as many as it has with commas between
     * @return the value, without an axis of samples; an axis that is open has size 1
     * @throws OnnxException if it is none, or of another size
     */
    static Values value(Port input, String text) {
        long[] dims =
                input.sample().stream().mapToLong(size -> Math.max(1, size)).toArray();
        int size = (int) Arrays.stream(dims).reduce(1, Math::multiplyExact);
        List<String> parts = size == 1 ? List.of(text) : Arrays.asList(text.split(",", -1));
        if (parts.size() != 1 && parts.size() != size) {
            throw new OnnxException("input '" + input.name() + "', which takes " + input.text() + ", is set to "
                    + parts.size() + " values; give one for all, or " + size);
        }
        List<String> all = parts.size() == size ? parts : Collections.nCopies(size, parts.get(0));
        return input.type()
                .map(type -> new Values(
                        dims,
                        all.stream()
                                .mapToDouble(part -> number(input, type, part))
                                .toArray()))
                .orElseGet(() -> Values.of(dims, all));
    }

    private static double number(Port input, DataType type, String text) {
        String word = text.strip();
        if (type == DataType.BOOL && (word.equalsIgnoreCase("true") || word.equalsIgnoreCase("false"))) {
            return word.equalsIgnoreCase("true") ? 1 : 0;
        }
        try {
            double number = switch (word) {
                case "inf" -> Double.POSITIVE_INFINITY;
                case "-inf" -> Double.NEGATIVE_INFINITY;
                default -> Double.parseDouble(word);
            };
            if (!Double.isNaN(number) && type.holds(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below, with what is no number of this type either.
        }
        throw new OnnxException("input '" + input.name() + "' is set to '" + word + "', which is no number of type "
                + type.name().toLowerCase(Locale.ROOT));
    }

    /**
     * Checks what is set.
     *
     * @param inputs what the model takes
     * @param set values as text, by name of the input
     * @throws OnnxException if there is no such input, or it does not take its value
     */
    public static void requireTaken(List<Port> inputs, Map<String, String> set) {
        List<String> names = inputs.stream().map(Port::name).toList();
        set.forEach((name, text) -> {
            Port input = inputs.stream()
                    .filter(port -> port.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new OnnxException("the model takes no input '" + name + "'"
                            + Nearest.didYouMean(name, names) + "; it takes " + names));
            value(input, text);
        });
    }
}
