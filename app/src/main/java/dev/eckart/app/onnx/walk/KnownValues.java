package dev.eckart.app.onnx.walk;

import dev.eckart.app.onnx.data.SampleSizes;
import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.proto.TensorShapeProto;
import dev.eckart.app.onnx.proto.TensorShapeProto.Dimension;
import dev.eckart.app.onnx.proto.TypeProto;
import dev.eckart.app.onnx.proto.ValueInfoProto;
import dev.eckart.app.onnx.runtime.Port;
import dev.eckart.app.onnx.runtime.RawValue;
import dev.eckart.app.onnx.runtime.ShapeInference;
import dev.eckart.app.onnx.runtime.Values;
import dev.eckart.app.onnx.tensor.DataType;
import dev.eckart.app.onnx.tensor.OnnxException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What ONNX Runtime knows of the values that a model makes of the smallest batch of some samples, without running it.
 *
 * @param made the values that nodes make, by name, as far as they are tensors
 * @param given how many numbers the model's inputs have, by name
 */
public record KnownValues(Map<String, Port> made, Map<String, Long> given) {
    /**
     * Asks ONNX Runtime.
     *
     * @param model a model
     * @param samples what it is given
     * @return what is known; of a model that ONNX Runtime cannot look through, its inputs alone
     */
    public static KnownValues of(OnnxModel model, Samples samples) {
        Map<String, Long> given = new HashMap<>();
        Map<String, Values> first = samples.batches(1).get(0).values();
        first.forEach((name, value) -> given.put(name, (long) value.numbers().length));
        try {
            return new KnownValues(ShapeInference.values(model, SampleSizes.of(samples)), given);
        } catch (OnnxException e) {
            return new KnownValues(Map.of(), given);
        }
    }

    /**
     * How many numbers a value has.
     *
     * @param name its name
     * @return a number, in which axes of unknown sizes count as one; empty of a value of which nothing is known
     */
    public OptionalLong numbers(String name) {
        if (given.containsKey(name)) {
            return OptionalLong.of(given.get(name));
        }
        return made.containsKey(name)
                ? OptionalLong.of(made.get(name).dims().stream()
                        .mapToLong(Long::longValue)
                        .filter(dim -> dim > 0)
                        .reduce(1, (a, b) -> a * b))
                : OptionalLong.empty();
    }

    /**
     * A value as the input of a model that begins with it. Its axes are open, for the last batch may be a smaller one.
     *
     * @param name its name
     * @return what a model says of it; empty if ONNX Runtime cannot be given it
     */
    Optional<ValueInfoProto> declared(String name) {
        return Optional.ofNullable(made.get(name))
                .filter(port -> port.type().filter(RawValue::isGiven).isPresent())
                .map(port -> declared(port, port.type().get()));
    }

    private static ValueInfoProto declared(Port port, DataType type) {
        TypeProto.Tensor.Builder tensor = TypeProto.Tensor.newBuilder().setElemType(type.code());
        // ONNX Runtime tells no axes of scalars and of what it does not know the axes of.
        if (!port.dims().isEmpty()) {
            TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
            port.dims().forEach(dim -> shape.addDim(Dimension.newBuilder()));
            tensor.setShape(shape);
        }
        return ValueInfoProto.newBuilder()
                .setName(port.name())
                .setType(TypeProto.newBuilder().setTensorType(tensor))
                .build();
    }
}
