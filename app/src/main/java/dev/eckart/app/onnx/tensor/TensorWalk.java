package dev.eckart.app.onnx.tensor;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.eckart.app.onnx.proto.TensorProto;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Finds every tensor of a message, however deep: initialisers, attributes, graphs in graphs, functions, training. */
public final class TensorWalk {
    private TensorWalk() {}

    /** All of them, in the order of the message. */
    public static List<TensorProto> list(Message message) {
        List<TensorProto> found = new ArrayList<>();
        map(message, tensor -> {
            found.add(tensor);
            return tensor;
        });
        return found;
    }

    /** Replaces each; what is not changed stays the same message. */
    @SuppressWarnings("unchecked")
    static <M extends Message> M map(M message, UnaryOperator<TensorProto> change) {
        if (message instanceof TensorProto tensor) {
            return (M) change.apply(tensor);
        }
        Message.Builder builder = message.toBuilder();
        boolean changed = false;
        for (Map.Entry<FieldDescriptor, Object> field : message.getAllFields().entrySet()) {
            if (field.getKey().getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
                changed |= change(builder, field.getKey(), field.getValue(), change);
            }
        }
        return changed ? (M) builder.build() : message;
    }

    private static boolean change(
            Message.Builder builder, FieldDescriptor field, Object value, UnaryOperator<TensorProto> change) {
        if (!field.isRepeated()) {
            Message after = map((Message) value, change);
            builder.setField(field, after);
            return after != value;
        }
        List<?> before = (List<?>) value;
        boolean changed = false;
        for (int i = 0; i < before.size(); i++) {
            Message after = map((Message) before.get(i), change);
            if (after != before.get(i)) {
                builder.setRepeatedField(field, i, after);
                changed = true;
            }
        }
        return changed;
    }
}
