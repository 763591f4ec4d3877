package dev.eckart.app.onnx.gradient;

import dev.eckart.app.onnx.model.Bindings;
import dev.eckart.app.onnx.model.DataType;
import dev.eckart.app.onnx.model.OnnxException;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.model.TensorValues;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.proto.TensorProto;
import dev.eckart.app.onnx.proto.TensorShapeProto;
import dev.eckart.app.onnx.proto.TypeProto;
import dev.eckart.app.onnx.proto.ValueInfoProto;
import dev.eckart.app.onnx.runtime.Port;
import dev.eckart.app.onnx.runtime.ShapeInference;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A model whose inputs have fixed sizes, and what follows from them.
 *
 * @param proto the model
 * @param tensors types and sizes of its values, of those that are known
 * @param constants values that are the same in every run, of few numbers
 */
public record SizedModel(ModelProto proto, Map<String, Sized> tensors, Map<String, TensorValues> constants) {
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
        Map<String, Sized> tensors = new HashMap<>();
        ShapeInference.values(sized, Bindings.OPEN)
                .forEach((name, port) -> sized(port).ifPresent(found -> tensors.put(name, found)));
        bound.getGraph()
                .getInputList()
                .forEach(input -> declared(input).ifPresent(found -> tensors.put(input.getName(), found)));
        bound.getGraph()
                .getInitializerList()
                .forEach(tensor -> DataType.of(tensor.getDataType())
                        .ifPresent(type -> tensors.put(tensor.getName(), new Sized(type, tensor.getDimsList()))));
        Map<String, TensorValues> constants = new HashMap<>();
        for (TensorProto tensor : ShapeInference.constants(sized)) {
            if (DataType.of(tensor.getDataType()).isPresent() && TensorValues.elements(tensor) <= MOST_NUMBERS) {
                constants.put(tensor.getName(), TensorValues.read(tensor, model.externalData()));
            }
        }
        return new SizedModel(bound, Map.copyOf(tensors), Map.copyOf(constants));
    }

    private static Optional<Sized> sized(Port port) {
        return port.type()
                .filter(type -> port.dims().stream().allMatch(dim -> dim >= 0))
                .map(type -> new Sized(type, port.dims()));
    }

    private static Optional<Sized> declared(ValueInfoProto input) {
        TypeProto.Tensor tensor = input.getType().getTensorType();
        return DataType.of(tensor.getElemType())
                .map(type -> new Sized(
                        type,
                        tensor.getShape().getDimList().stream()
                                .map(TensorShapeProto.Dimension::getDimValue)
                                .toList()));
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
