package dev.eckart.app.onnx.runtime;

import dev.eckart.app.onnx.model.DataType;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Something a model takes.
 *
 * @param name its name
 * @param type type of its elements
 * @param dims sizes of its axes; -1 of an axis that is open
 * @param symbols what the model calls each axis; empty of an axis without a name
 * @param batch index of the axis along which samples lie, if there is one
 */
public record Port(String name, DataType type, List<Long> dims, List<String> symbols, OptionalInt batch) {
    /**
     * Something that takes samples along its first axis.
     *
     * @param name its name
     * @param type type of its elements
     * @param dims sizes of its axes; -1 of an axis that is open
     * @param symbols what the model calls each axis; empty of an axis without a name
     */
    public Port(String name, DataType type, List<Long> dims, List<String> symbols) {
        this(name, type, dims, symbols, dims.isEmpty() ? OptionalInt.empty() : OptionalInt.of(0));
    }

    /**
     * How many samples it takes at a time.
     *
     * @return a number that is fixed, or empty if any number will do
     */
    public OptionalLong fixedBatch() {
        return batch.isPresent() && dims.get(batch.getAsInt()) < 0
                ? OptionalLong.empty()
                : OptionalLong.of(batch.isPresent() ? dims.get(batch.getAsInt()) : 1);
    }

    /**
     * The sizes that an array of samples gets when it is given to this input.
     *
     * @param array its own sizes, samples along the first axis
     * @return sizes of the same product with as many samples, or empty if there are none
     */
    public Optional<long[]> fit(long[] array) {
        if (dims.isEmpty() || dims.contains(0L) || array.length == 0 || array[0] < 1) {
            return Optional.empty();
        }
        long[] fitted = new long[dims.size()];
        fitted[0] = array[0];
        for (int i = 1; i < fitted.length; i++) {
            boolean open = dims.get(i) < 0;
            if (open && array.length != fitted.length) {
                return Optional.empty();
            }
            fitted[i] = open ? array[i] : dims.get(i);
        }
        return size(fitted) == size(array) ? Optional.of(fitted) : Optional.empty();
    }

    private static double size(long[] dims) {
        double size = 1;
        for (long dim : dims) {
            size *= dim;
        }
        return size;
    }

    /**
     * What it takes, for a person.
     *
     * @return such as {@code [batch, 1, 28, 28]}, an axis of any size under its name or as {@code ?}
     */
    public String text() {
        return IntStream.range(0, dims.size())
                .mapToObj(i -> dims.get(i) >= 0
                        ? String.valueOf(dims.get(i))
                        : symbols.get(i).isEmpty() ? "?" : symbols.get(i))
                .collect(Collectors.joining(", ", "[", "]"));
    }
}
