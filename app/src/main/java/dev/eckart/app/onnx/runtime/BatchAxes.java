package dev.eckart.app.onnx.runtime;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Finds along which axes a model takes samples.
 *
 * <p>That is the open axis whose name says so, or else the first one where all inputs have it open, or else the one that
 * all inputs share by its name, or by its place; of several the one that all outputs have too, or else the first. An open
 * axis behind a first one of size 1 is a length: such a model takes one sample at a time. Without an open axis it is the
 * first one of which all inputs, and if possible all outputs, have the same size. Inputs that have no such axis take the
 * same with every sample.
 */
public final class BatchAxes {
    private static final Pattern SAMPLES = Pattern.compile("(?i).*batch.*|.*samples?|n|b|bs|bsz");
    private static final Pattern LENGTH =
            Pattern.compile("(?i).*(seq|len|time|frame|step|token|height|width|channel|feature|patch).*|[tlhwcs]");

    private BatchAxes() {}

    /**
     * Finds them.
     *
     * @param inputs what a model takes
     * @param outputs what it gives, as far as it is known
     * @return the inputs with their axes of samples
     */
    static List<Port> found(List<Port> inputs, List<Port> outputs) {
        Set<String> telling = symbols(inputs, symbol -> SAMPLES.matcher(symbol).matches());
        if (!telling.isEmpty()) {
            return bySymbols(inputs, telling);
        }
        List<Port> open =
                inputs.stream().filter(input -> !candidates(input).isEmpty()).toList();
        Optional<String> shared = shared(open, outputs).filter(symbol -> !isFirst(open, outputs, symbol));
        OptionalInt place = shared.isPresent()
                ? OptionalInt.of(open.get(0).symbols().indexOf(shared.get()))
                : first(open, (input, i) -> candidates(input).contains(i));
        boolean single = open.stream().allMatch(input -> input.dims().get(0) == 1);
        if (open.isEmpty() || place.isEmpty() || single && place.getAsInt() > 0) {
            return byPlace(inputs, fixed(inputs, outputs));
        }
        return shared.map(symbol -> bySymbols(inputs, Set.of(symbol)))
                .orElseGet(() -> byPlace(inputs, place.getAsInt()));
    }

    /**
     * Takes samples along an axis that is said.
     *
     * @param inputs what a model takes
     * @param axis index of the axis; inputs without it have samples along the axis of the same name, or the first
     * @return the inputs with their axes of samples, or empty if none has such an axis
     */
    public static Optional<List<Port>> named(List<Port> inputs, int axis) {
        return inputs.stream()
                .filter(input -> input.dims().size() > axis)
                .findFirst()
                .map(input -> input.symbols().get(axis).isEmpty()
                        ? byPlace(inputs, axis)
                        : bySymbols(inputs, Set.of(input.symbols().get(axis)), axis));
    }

    private interface Test {
        boolean is(Port input, int axis);
    }

    private static Set<String> symbols(List<Port> ports, Predicate<String> which) {
        Set<String> found = new LinkedHashSet<>();
        ports.forEach(port -> open(port)
                .mapToObj(axis -> port.symbols().get(axis))
                .filter(symbol -> !symbol.isEmpty() && which.test(symbol))
                .forEach(found::add));
        return found;
    }

    private static IntStream open(Port port) {
        return axes(port, axis -> port.dims().get(axis) < 0);
    }

    private static IntStream axes(Port port, IntPredicate which) {
        return IntStream.range(0, port.dims().size()).filter(which);
    }

    /** Open axes along which samples may lie: all that are not called as lengths are. */
    private static List<Integer> candidates(Port port) {
        return open(port)
                .filter(axis -> !LENGTH.matcher(port.symbols().get(axis)).matches())
                .boxed()
                .toList();
    }

    /** The name of an open axis that all inputs with one have; of several one that all outputs have, or else the first. */
    private static Optional<String> shared(List<Port> open, List<Port> outputs) {
        List<String> all = symbols(open, symbol -> !LENGTH.matcher(symbol).matches()).stream()
                .filter(symbol -> open.stream().allMatch(port -> port.symbols().contains(symbol)))
                .toList();
        return all.stream()
                .filter(symbol -> isAnswered(symbol, outputs))
                .findFirst()
                .or(() -> all.stream().findFirst());
    }

    /**
     * Whether all inputs have their first axis open and nothing speaks for a name that they share elsewhere: PyTorch's
     * exporter calls the batch of each input by another name and their length by the same one. Outputs speak for it if all
     * have that name and none of the first axes'.
     */
    private static boolean isFirst(List<Port> open, List<Port> outputs, String shared) {
        boolean all = open.stream().allMatch(input -> candidates(input).contains(0));
        boolean contradicted = isAnswered(shared, outputs)
                && open.stream().map(input -> input.symbols().get(0)).noneMatch(symbol -> isAnswered(symbol, outputs));
        return all && !contradicted;
    }

    private static boolean isAnswered(String symbol, List<Port> outputs) {
        return !outputs.isEmpty()
                && outputs.stream().allMatch(output -> output.symbols().contains(symbol));
    }

    /** The first place at which all inputs that are as long have something. */
    private static OptionalInt first(List<Port> inputs, Test test) {
        int axes = inputs.stream().mapToInt(input -> input.dims().size()).max().orElse(0);
        return IntStream.range(0, axes)
                .filter(axis -> inputs.stream().allMatch(input -> input.dims().size() > axis && test.is(input, axis)))
                .findFirst();
    }

    /** The place of a fixed batch. */
    private static int fixed(List<Port> inputs, List<Port> outputs) {
        List<Port> wide =
                inputs.stream().filter(input -> input.dims().size() > 1).toList();
        if (wide.isEmpty()) {
            return 0;
        }
        List<Long> sizes = wide.get(0).dims();
        boolean closed = wide.stream().noneMatch(input -> input.dims().stream().anyMatch(size -> size < 0));
        Test same = (input, axis) -> axis < sizes.size()
                && sizes.get(axis) >= 0
                && input.dims().get(axis).equals(sizes.get(axis))
                && (axis == 0 || closed || sizes.get(axis) == 1);
        List<Port> answers =
                outputs.stream().filter(output -> output.dims().size() > 1).toList();
        Test answered = (input, axis) -> same.is(input, axis)
                && answers.stream()
                        .allMatch(output -> output.dims().contains(sizes.get(axis))
                                || output.dims().contains(-1L));
        OptionalInt best = closed ? first(wide, answered) : first(wide, same);
        return best.orElse(first(wide, same).orElse(0));
    }

    private static List<Port> bySymbols(List<Port> inputs, Set<String> symbols) {
        Port first = inputs.stream()
                .filter(input -> input.symbols().stream().anyMatch(symbols::contains))
                .findFirst()
                .orElseThrow();
        return bySymbols(inputs, symbols, place(first, symbols).getAsInt());
    }

    /** Inputs that do not have the name have samples where the others have them, if that axis is open and has no name. */
    private static List<Port> bySymbols(List<Port> inputs, Set<String> symbols, int otherwise) {
        List<Port> found = new ArrayList<>();
        for (Port input : inputs) {
            OptionalInt place = place(input, symbols);
            boolean nameless = input.dims().size() > otherwise
                    && input.dims().get(otherwise) < 0
                    && input.symbols().get(otherwise).isEmpty();
            found.add(input.along(place.isPresent() || !nameless ? place : OptionalInt.of(otherwise)));
        }
        return found;
    }

    private static OptionalInt place(Port input, Set<String> symbols) {
        return axes(input, axis -> symbols.contains(input.symbols().get(axis))).findFirst();
    }

    /** Samples along one axis of all inputs that have it open, or of the size that the first one has. */
    private static List<Port> byPlace(List<Port> inputs, int axis) {
        List<Port> wide =
                inputs.stream().filter(input -> input.dims().size() > axis).toList();
        List<Port> found = new ArrayList<>();
        for (Port input : inputs) {
            boolean alone = input.dims().size() == 1
                    && (input.dims().get(0) >= 0
                                    && wide.stream()
                                            .allMatch(other -> other.dims().size() == 1)
                            || LENGTH.matcher(input.symbols().get(0)).matches());
            int place = input.dims().size() > axis ? axis : 0;
            boolean has = !input.dims().isEmpty()
                    && !alone
                    && !wide.isEmpty()
                    && (input.dims().get(place) < 0
                            || input.dims().get(place).equals(main(wide).dims().get(axis)));
            found.add(input.along(has ? OptionalInt.of(place) : OptionalInt.empty()));
        }
        return found;
    }

    /** The input that says how large a fixed batch is: one that has more than an axis, if there is one. */
    private static Port main(List<Port> inputs) {
        return inputs.stream()
                .filter(input -> input.dims().size() > 1)
                .findFirst()
                .orElse(inputs.get(0));
    }
}
