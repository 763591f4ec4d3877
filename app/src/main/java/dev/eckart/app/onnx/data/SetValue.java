package dev.eckart.app.onnx.data;

import dev.eckart.app.onnx.runtime.Port;
import dev.eckart.app.onnx.runtime.Values;
import dev.eckart.app.onnx.tensor.DataType;
import dev.eckart.app.onnx.tensor.OnnxException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A value that is set for an input, as text: one number for all of it, or all its numbers with commas between. Where as many
 * numbers are given, they are as many as an axis that is open has.
 *
 * @param input what the model takes
 * @param text the value
 */
record SetValue(Port input, String text) {
    private static final int UNKNOWN = -1;

    /**
     * The value of a sample, or of all samples.
     *
     * @param sizes sizes of open axes by what the model calls them, as far as they are known
     * @param otherwise size of other open axes of which one number is given
     * @return the value, without an axis of samples
     * @throws OnnxException if it is none, or of another size
     */
    Values of(Map<String, Integer> sizes, long otherwise) {
        List<String> numbers = input.type().isPresent() ? Arrays.asList(text.split(",", -1)) : List.of(text);
        long[] dims = dims(sizes, numbers.size(), otherwise);
        int size = Values.count(dims);
        List<String> parts = input.type().isPresent() || size == 1 ? numbers : Arrays.asList(text.split(",", -1));
        if (parts.size() != 1 && parts.size() != size) {
            throw new OnnxException("input '" + input.name() + "', which takes " + input.text() + ", is set to "
                    + parts.size() + " values; give one for all, or " + size);
        }
        List<String> all = parts.size() == size ? parts : Collections.nCopies(size, parts.get(0));
        return input.type()
                .map(type -> new Values(
                        dims,
                        all.stream().mapToDouble(part -> number(type, part)).toArray()))
                .orElseGet(() -> Values.of(dims, all));
    }

    private long[] dims(Map<String, Integer> sizes, int numbers, long otherwise) {
        long[] dims = IntStream.range(0, input.dims().size())
                .filter(axis -> input.batch().isEmpty() || input.batch().getAsInt() != axis)
                .mapToLong(axis -> input.dims().get(axis) >= 0
                        ? input.dims().get(axis)
                        : sizes.getOrDefault(input.symbols().get(axis), UNKNOWN))
                .toArray();
        long open = Arrays.stream(dims).filter(size -> size == UNKNOWN).count();
        long known = Arrays.stream(dims).filter(size -> size != UNKNOWN).reduce(1, Math::multiplyExact);
        if (numbers > 1 && open > 1) {
            throw new OnnxException("input '" + input.name() + "', which takes " + input.text() + ", is set to "
                    + numbers + " values, but more than one of its axes is open: give one value for all, or say their"
                    + " sizes with --dim NAME=N");
        }
        long size = numbers == 1 || known == 0 ? otherwise : Math.max(1, numbers / known);
        return Arrays.stream(dims).map(dim -> dim == UNKNOWN ? size : dim).toArray();
    }

    private double number(DataType type, String part) {
        String word = part.strip();
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
}
