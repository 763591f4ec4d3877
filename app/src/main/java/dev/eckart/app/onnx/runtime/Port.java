package dev.eckart.app.onnx.runtime;

import dev.eckart.app.onnx.tensor.DataType;
import java.util.ArrayList;
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
 * @param type type of its elements, unless they are texts
 * @param dims sizes of its axes; -1 of an axis that is open
 * @param symbols what the model calls each axis; empty of an axis without a name
 * @param batch index of the axis along which samples lie, if there is one
 */
public record Port(String name, Optional<DataType> type, List<Long> dims, List<String> symbols, OptionalInt batch) {
    /** Something that takes samples along its first axis. */
    public Port(String name, DataType type, List<Long> dims, List<String> symbols) {
        this(name, Optional.of(type), dims, symbols, dims.isEmpty() ? OptionalInt.empty() : OptionalInt.of(0));
    }

    /**
     * How many samples it takes at a time.
     *
     * @return a number that is fixed, 1 without an axis of samples, or empty if any number will do
     */
    public OptionalLong fixedBatch() {
        return batch.isEmpty()
                ? OptionalLong.of(1)
                : dims.get(batch.getAsInt()) < 0 ? OptionalLong.empty() : OptionalLong.of(dims.get(batch.getAsInt()));
    }

    /**
     * The same with samples along another axis.
     *
     * @param axis its index, if there is one
     * @return another port
     */
    public Port along(OptionalInt axis) {
        return new Port(name, type, dims, symbols, axis);
    }

    /**
     * Sizes of a sample of it.
     *
     * @return sizes of the axes but for that of samples; -1 of an axis that is open
     */
    public List<Long> sample() {
        List<Long> sample = new ArrayList<>(dims);
        batch.ifPresent(axis -> sample.remove(axis));
        return sample;
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
