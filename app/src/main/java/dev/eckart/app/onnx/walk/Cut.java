package dev.eckart.app.onnx.walk;

import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.model.Slice;
import dev.eckart.app.onnx.proto.ValueInfoProto;
import java.util.HashSet;
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

    /**
     * What a run from here costs for each sample.
     *
     * @param model the model that is cut
     * @param wanted values that the run makes; names that the model does not know are left out
     * @return nodes of the model that are run
     */
    public long cost(OnnxModel model, Set<String> wanted) {
        Set<String> made = new HashSet<>(wanted);
        made.removeAll(names());
        return Slice.between(model.proto(), values, made).getGraph().getNodeCount();
    }
}
