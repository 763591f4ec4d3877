package dev.eckart.app.onnx.expression;

import dev.eckart.app.onnx.model.Bindings;
import dev.eckart.app.onnx.model.Graph;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.proto.GraphProto;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.proto.TensorProto;
import dev.eckart.app.onnx.proto.TensorShapeProto;
import dev.eckart.app.onnx.proto.TypeProto;
import dev.eckart.app.onnx.proto.ValueInfoProto;
import dev.eckart.app.onnx.runtime.ShapeInference;
import dev.eckart.app.onnx.tensor.DataType;
import dev.eckart.app.onnx.tensor.OnnxException;
import dev.eckart.app.onnx.tensor.TensorValues;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A model whose inputs have fixed sizes, and what follows from them.
 *
 * @param proto the model
 * @param types types of its values
 * @param tensors types and sizes of its values, of those that are known
 * @param constants values that are the same in every run, of few numbers
 */
public record SizedModel(
        ModelProto proto,
        Map<String, DataType> types,
        Map<String, Sized> tensors,
        Map<String, TensorValues> constants) {
    /** Sizes, axes, indices and numbers of formulas have no more elements. */
    private static final int MOST_NUMBERS = 4096;

    /**
     * What is known of a value.
     *
     * @param type type of its elements
     * @param dims sizes of its axes
     */
    public record Sized(DataType type, List<Long> dims) {}

    /**
     * Finds the sizes of all values.
     *
     * @param model a model
     * @param bindings sizes of axes that it leaves open
     * @return the model of these sizes
     * @throws OnnxException if ONNX Runtime does not take it with these sizes, or an input is still open
     */
    public static SizedModel of(OnnxModel model, Bindings bindings) {
        ModelProto bound = bindings.in(model.proto());
        List<String> open = bindings.open(model.proto());
        if (!open.isEmpty()) {
            throw new OnnxException("the sizes of " + String.join(", ", open) + " are not known");
        }
        OnnxModel sized = new OnnxModel(model.file(), bound);
        GraphProto folded = ShapeInference.folded(sized);
        Graph graph = Graph.of(bound);
        Map<String, DataType> types = new HashMap<>();
        Map<String, Sized> tensors = new HashMap<>();
        Map<String, TensorValues> constants = new HashMap<>();
        for (ValueInfoProto value : either(bound.getGraph().getInputList(), folded.getOutputList())) {
            DataType.of(value.getType().getTensorType().getElemType())
                    .ifPresent(type -> types.put(value.getName(), type));
            sized(value).ifPresent(found -> tensors.put(value.getName(), found));
        }
        // What was not folded is said to lie where ONNX Runtime found it, which need not be where the model says.
        List<TensorProto> made = folded.getInitializerList().stream()
                .filter(tensor -> graph.initializer(tensor.getName()).isEmpty())
                .toList();
        for (TensorProto tensor : either(made, bound.getGraph().getInitializerList())) {
            String name = tensor.getName();
            DataType.of(tensor.getDataType()).ifPresent(type -> {
                types.put(name, type);
                tensors.put(name, new Sized(type, tensor.getDimsList()));
                if (TensorValues.elements(tensor) <= MOST_NUMBERS && !graph.isOverridable(name)) {
                    constants.put(name, TensorValues.read(tensor, model.externalData()));
                }
            });
        }
        return new SizedModel(bound, Map.copyOf(types), Map.copyOf(tensors), Map.copyOf(constants));
    }

    private static <T> List<T> either(List<T> some, List<T> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }

    /** What ONNX Runtime knows no number of axes of has no shape at all; a scalar has one without axes. */
    private static Optional<Sized> sized(ValueInfoProto value) {
        TypeProto.Tensor tensor = value.getType().getTensorType();
        boolean known = tensor.hasShape()
                && tensor.getShape().getDimList().stream().allMatch(TensorShapeProto.Dimension::hasDimValue);
        return DataType.of(tensor.getElemType())
                .filter(type -> known)
                .map(type -> new Sized(
                        type,
                        tensor.getShape().getDimList().stream()
                                .map(TensorShapeProto.Dimension::getDimValue)
                                .toList()));
    }

    Optional<DataType> type(String name) {
        return Optional.ofNullable(types.get(name));
    }

    Optional<Sized> tensor(String name) {
        return Optional.ofNullable(tensors.get(name));
    }

    Optional<TensorValues> constant(String name) {
        return Optional.ofNullable(constants.get(name));
    }

    static ValueInfoProto declaration(Expression value) {
        return declaration(value.name(), value.type(), value.dims());
    }

    static ValueInfoProto declaration(String name, DataType type, List<Long> dims) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        dims.forEach(dim -> shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(dim)));
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(type.code())
                                .setShape(shape)))
                .build();
    }
}
