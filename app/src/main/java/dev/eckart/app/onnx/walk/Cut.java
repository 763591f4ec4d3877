package dev.eckart.app.onnx.walk;

import dev.eckart.app.onnx.proto.ValueInfoProto;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A place where a model is cut in two.
 *
 * @param values declarations of the values that are made before it and needed behind it, the model's inputs left out: those
 *     are known everywhere
 */
public record Cut(List<ValueInfoProto> values) {
    /** Before the first node. */
    public static final Cut START = new Cut(List.of());

    /**
     * The values that cross.
     *
     * @return their names
     */
    public Set<String> names() {
        return values.stream().map(ValueInfoProto::getName).collect(Collectors.toSet());
    }
}
