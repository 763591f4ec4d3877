package dev.eckart.app.onnx.gradient;

import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.proto.AttributeProto;
import dev.eckart.app.onnx.proto.GraphProto;
import dev.eckart.app.onnx.proto.TensorProto;
import dev.eckart.app.onnx.proto.ValueInfoProto;
import dev.eckart.app.onnx.tensor.DataType;
import dev.eckart.app.onnx.tensor.ExternalData;
import dev.eckart.app.onnx.tensor.TensorValues;
import java.util.List;
import java.util.Set;

/** A model in which all floating point numbers are of one type, for gradients of half precision are too rough to learn by. */
public final class Widening {
    /** Attributes that say of what type something is made. */
    private static final Set<String> TYPES = Set.of("to", "dtype", "stash_type", "softmax_precision");

    private final DataType type;
    private final ExternalData data;

    private Widening(DataType type, ExternalData data) {
        this.type = type;
        this.data = data;
    }

    /**
     * The same model in another type.
     *
     * @param model a model
     * @param type float32 or float64
     * @return the model itself if it has no other floating point numbers
     */
    public static OnnxModel of(OnnxModel model, DataType type) {
        Widening widening = new Widening(type, model.externalData());
        GraphProto before = model.proto().getGraph();
        GraphProto after = widening.graph(before);
        return after.equals(before)
                ? model
                : new OnnxModel(
                        model.file(), model.proto().toBuilder().setGraph(after).build());
    }

    private boolean isOther(int code) {
        return DataType.of(code)
                .filter(found -> found.isReal() && found != type)
                .isPresent();
    }

    private GraphProto graph(GraphProto graph) {
        GraphProto.Builder wide = graph.toBuilder();
        for (List<ValueInfoProto.Builder> values :
                List.of(wide.getInputBuilderList(), wide.getOutputBuilderList(), wide.getValueInfoBuilderList())) {
            values.stream()
                    .filter(value -> isOther(value.getType().getTensorType().getElemType()))
                    .forEach(value ->
                            value.getTypeBuilder().getTensorTypeBuilder().setElemType(type.code()));
        }
        wide.getInitializerBuilderList().forEach(this::widen);
        wide.getNodeBuilderList().stream()
                .flatMap(node -> node.getAttributeBuilderList().stream())
                .forEach(this::widen);
        return wide.build();
    }

    private void widen(TensorProto.Builder tensor) {
        if (isOther(tensor.getDataType())) {
            TensorValues values = TensorValues.read(tensor.build(), data);
            String name = tensor.getName();
            tensor.clear().mergeFrom(new TensorValues(values.dims(), type, values.values()).proto(name));
        }
    }

    private void widen(AttributeProto.Builder attribute) {
        if (attribute.hasT()) {
            widen(attribute.getTBuilder());
        }
        if (TYPES.contains(attribute.getName()) && isOther((int) attribute.getI())) {
            attribute.setI(type.code());
        }
        if (attribute.hasG()) {
            attribute.setG(graph(attribute.getG()));
        }
    }
}
