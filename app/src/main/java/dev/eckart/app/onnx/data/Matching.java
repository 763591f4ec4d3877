package dev.eckart.app.onnx.data;

import dev.eckart.app.onnx.array.SampleArray;
import dev.eckart.app.onnx.array.SampleLabels;
import dev.eckart.app.onnx.runtime.Port;
import dev.eckart.app.onnx.runtime.Values;
import dev.eckart.app.onnx.tensor.OnnxException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Which input gets what of the data that there are, and whether it gets it sample by sample or as a whole. */
final class Matching {
    private Matching() {}

    /** Gives what there is to the inputs that it belongs to; see {@link Samples#of(List, GivenData)}. */
    static Samples of(List<Port> inputs, GivenData given) {
        if (inputs.isEmpty()) {
            throw new OnnxException("the model takes no input, so there is nothing to give it");
        }
        GivenData.requireTaken(inputs, given.set(), Map.of());
        List<Port> unset = inputs.stream()
                .filter(input -> !given.set().containsKey(input.name()))
                .toList();
        Map<String, SampleArray> fitted = new LinkedHashMap<>();
        Map<String, SampleArray> wholes = new LinkedHashMap<>();
        for (Port input : unset) {
            SampleArray array = given.forInput(input, unset.size() == 1);
            requireKind(input, array);
            Optional<SampleArray> samples = Fitting.samples(input, array);
            boolean whole = Fitting.isWhole(input, array);
            if (whole) {
                wholes.put(input.name(), array);
            }
            if (samples.isPresent() && (!whole || input.batch().isPresent())) {
                fitted.put(input.name(), samples.get());
            } else if (!whole) {
                throw Fitting.misfit(input, array);
            }
        }
        int count = count(fitted, wholes.keySet(), given.labels());
        Map<String, Values> constants = new LinkedHashMap<>();
        Map<String, Integer> sizes = sizes(unset, fitted);
        for (Port input : inputs) {
            String name = input.name();
            if (given.set().containsKey(name)) {
                Values value = new SetValue(input, given.set().get(name)).of(sizes, 1);
                setInput(input, value, count, fitted, constants);
            } else if (!fitted.containsKey(name) || fitted.get(name).dims()[0] != count) {
                fitted.remove(name);
                constants.put(name, wholes.get(name).whole());
            }
            Optional.ofNullable(constants.get(name)).ifPresent(value -> SampleCheck.value(input, value));
        }
        int[] numbers = IntStream.range(0, count).toArray();
        return new Samples(
                inputs, fitted, constants, given.labels(), numbers, false, Optional.empty(), Optional.empty());
    }

    /** Sizes of axes in the samples, by what the model calls them. */
    private static Map<String, Integer> sizes(List<Port> inputs, Map<String, SampleArray> fitted) {
        Map<String, Integer> sizes = new HashMap<>();
        for (Port input : inputs) {
            if (fitted.containsKey(input.name())) {
                List<String> names = new ArrayList<>(input.symbols());
                input.batch().ifPresent(names::remove);
                long[] dims = fitted.get(input.name()).dims();
                for (int i = 0; i < names.size(); i++) {
                    sizes.put(names.get(i), (int) dims[i + 1]);
                }
            }
        }
        sizes.remove("");
        return sizes;
    }

    private static void requireKind(Port input, SampleArray array) {
        boolean texts = array.kind() == SampleArray.Kind.TEXTS;
        if (texts == input.type().isPresent()) {
            throw new OnnxException("input '" + input.name() + "' takes " + (texts ? "numbers" : "texts")
                    + ", but its array holds " + (texts ? "texts" : "numbers"));
        }
    }

    /** How many samples all arrays agree on; what can be the whole of an input need not. */
    private static int count(Map<String, SampleArray> fitted, Set<String> wholes, Optional<SampleLabels> labels) {
        Map<String, Long> counts = new LinkedHashMap<>();
        fitted.forEach((name, array) -> {
            if (!wholes.contains(name)) {
                counts.put(name, array.dims()[0]);
            }
        });
        labels.ifPresent(all -> counts.put("the labels", (long) all.count()));
        if (counts.isEmpty()) {
            fitted.forEach((name, array) -> counts.put(name, array.dims()[0]));
        }
        if (counts.values().stream().distinct().count() > 1) {
            throw new OnnxException("arrays and labels hold different numbers of samples: " + counts
                    + "; each has them along the axis along which the model has them, which --batch-axis can say");
        }
        return counts.values().stream().findFirst().orElse(1L).intValue();
    }

    /** A value is the whole of an input without samples, and what each sample has of another one. */
    static void setInput(
            Port input, Values value, int count, Map<String, SampleArray> fitted, Map<String, Values> constants) {
        if (input.batch().isEmpty()) {
            constants.put(input.name(), value);
            return;
        }
        long[] one = new long[value.dims().length + 1];
        System.arraycopy(value.dims(), 0, one, 1, one.length - 1);
        one[0] = 1;
        SampleArray array = SampleArray.of(value.shaped(one.clone()));
        one[0] = count;
        fitted.put(input.name(), new Repeated(array, one));
    }

    /** One sample again and again. */
    private record Repeated(SampleArray one, long[] dims) implements SampleArray {
        @Override
        public Values read(int from, int to) {
            return one.read(0, 1).filled(to - from);
        }
    }
}
