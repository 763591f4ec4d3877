package dev.eckart.app.onnx.expression;

import dev.eckart.app.onnx.model.Attributes;
import dev.eckart.app.onnx.tensor.DataType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Elements taken from other places, and zeros around them. */
public final class Places {
    private Places() {}

    /**
     * A value with zeros around, along its last axes.
     *
     * @param value the value
     * @param begins how many before, for each of the last axes; less than none cuts
     * @param ends how many behind, likewise
     * @return of larger or smaller sizes
     */
    public static Expression padded(Expression value, List<Long> begins, List<Long> ends) {
        int rank = value.rank();
        int before = rank - begins.size();
        List<Long> sizes = new ArrayList<>(value.dims());
        List<Long> pads = new ArrayList<>(Collections.nCopies(2 * rank, 0L));
        for (int i = 0; i < begins.size(); i++) {
            sizes.set(before + i, sizes.get(before + i) + begins.get(i) + ends.get(i));
            pads.set(before + i, begins.get(i));
            pads.set(rank + before + i, ends.get(i));
        }
        if (pads.stream().allMatch(pad -> pad == 0)) {
            return value;
        }
        ExtendedGraph graph = value.graph();
        return graph.opset() < 11
                ? graph.node("Pad", List.of(value), value.type(), sizes, Attributes.ofIntegers("pads", pads))
                : graph.node("Pad", List.of(value, graph.integers(pads)), value.type(), sizes);
    }

    /**
     * Parts along an axis, of which each may come several times or not at all.
     *
     * @param value the value
     * @param axis which
     * @param sizes of the axes that take its place
     * @param places indices along the axis, row by row
     * @return the parts
     */
    public static Expression gathered(Expression value, int axis, List<Long> sizes, double... places) {
        List<Long> all = new ArrayList<>(value.dims().subList(0, axis));
        all.addAll(sizes);
        all.addAll(value.dims().subList(axis + 1, value.rank()));
        Expression indices = value.graph().constant(DataType.INT64, sizes, places);
        return value.graph()
                .node("Gather", List.of(value, indices), value.type(), all, Attributes.ofInteger("axis", axis));
    }
}
