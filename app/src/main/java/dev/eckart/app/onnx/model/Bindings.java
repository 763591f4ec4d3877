package dev.eckart.app.onnx.model;

import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.proto.TensorShapeProto.Dimension;
import dev.eckart.app.onnx.proto.ValueInfoProto;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Sizes for axes that a model leaves open.
 *
 * @param symbols sizes by the model's names of axes
 * @param inputs sizes of all axes of inputs, by the inputs' names, -1 of one that has size 1 but counts as open; where
 *     both say something, these count
 * @param sample whether one sample is taken where a model takes any number
 */
public record Bindings(Map<String, Integer> symbols, Map<String, List<Long>> inputs, boolean sample) {
    /** One sample, and no other sizes. */
    public static final Bindings NONE = new Bindings(Map.of(), Map.of());

    /** Everything stays open. */
    public static final Bindings OPEN = new Bindings(Map.of(), Map.of(), false);

    /** Sizes of one sample. */
    public Bindings(Map<String, Integer> symbols, Map<String, List<Long>> inputs) {
        this(symbols, inputs, true);
    }

    /**
     * The model with these sizes, and one sample where it takes any number.
     *
     * @param model a model
     * @return the same with inputs of fixed sizes as far as they are known here
     */
    public ModelProto in(ModelProto model) {
        Map<String, List<Long>> sizes = new HashMap<>();
        inputs.forEach((name, dims) ->
                sizes.put(name, dims.stream().map(size -> size < 0 ? 1 : size).toList()));
        return new Bindings(symbols, sizes, sample).bound(model);
    }

    private ModelProto bound(ModelProto model) {
        Set<String> inner = inner(model);
        ModelProto.Builder bound = model.toBuilder();
        for (ValueInfoProto.Builder input : bound.getGraphBuilder().getInputBuilderList()) {
            List<Dimension> dims = dims(input.build());
            for (int axis = 0; axis < dims.size(); axis++) {
                Optional<Long> size = size(input.getName(), dims, axis);
                if (sample
                        && size.isEmpty()
                        && axis == 0
                        && !inner.contains(dims.get(axis).getDimParam())) {
                    size = Optional.of(1L);
                }
                if (!dims.get(axis).hasDimValue() && size.isPresent()) {
                    input.getTypeBuilder()
                            .getTensorTypeBuilder()
                            .getShapeBuilder()
                            .getDimBuilder(axis)
                            .setDimValue(size.get());
                }
            }
        }
        return bound.build();
    }

    /** Names of axes behind the first ones: where one of them is an input's first, no samples lie along it. */
    private static Set<String> inner(ModelProto model) {
        return model.getGraph().getInputList().stream()
                .flatMap(input -> dims(input).stream().skip(1))
                .map(Dimension::getDimParam)
                .filter(symbol -> !symbol.isEmpty())
                .collect(Collectors.toSet());
    }

    /**
     * The axes that are still open.
     *
     * @param model a model
     * @return the model's names for them, or the input and the place of one that has none; each once
     */
    public List<String> open(ModelProto model) {
        List<String> open = new ArrayList<>();
        for (ValueInfoProto input : Graph.of(bound(model)).inputs()) {
            List<Dimension> dims = dims(input);
            for (int axis = 0; axis < dims.size(); axis++) {
                if (!dims.get(axis).hasDimValue()) {
                    String symbol = dims.get(axis).getDimParam();
                    open.add(symbol.isEmpty() ? input.getName() + "[" + axis + "]" : symbol);
                }
            }
        }
        return open.stream().distinct().toList();
    }

    private Optional<Long> size(String input, List<Dimension> dims, int axis) {
        List<Long> given = inputs.getOrDefault(input, List.of());
        Optional<Long> named =
                Optional.ofNullable(symbols.get(dims.get(axis).getDimParam())).map(Integer::longValue);
        return given.size() == dims.size() && given.get(axis) >= 0 ? Optional.of(given.get(axis)) : named;
    }

    private static List<Dimension> dims(ValueInfoProto input) {
        return input.getType().getTensorType().getShape().getDimList();
    }
}
