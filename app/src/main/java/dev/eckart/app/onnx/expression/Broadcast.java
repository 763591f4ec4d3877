package dev.eckart.app.onnx.expression;

import java.util.ArrayList;
import java.util.List;

/** Sizes of values that are repeated along axes of size 1, and along missing ones in front, until they fit each other. */
public final class Broadcast {
    private Broadcast() {}

    /** Sizes of what two values make element by element. */
    static List<Long> of(List<Long> left, List<Long> right) {
        int rank = Math.max(left.size(), right.size());
        List<Long> sizes = new ArrayList<>();
        for (int axis = 0; axis < rank; axis++) {
            long one = size(left, axis - rank + left.size());
            long other = size(right, axis - rank + right.size());
            if (one != other && one != 1 && other != 1) {
                throw new IllegalArgumentException("sizes " + left + " and " + right + " do not fit each other");
            }
            sizes.add(one == 1 ? other : one);
        }
        return sizes;
    }

    private static long size(List<Long> dims, int axis) {
        return axis < 0 ? 1 : dims.get(axis);
    }

    /** The gradient of a value from that of the value repeated: summed along the axes of repetition. */
    public static Expression summed(Expression gradient, List<Long> dims) {
        int more = gradient.rank() - dims.size();
        List<Integer> axes = new ArrayList<>();
        for (int axis = 0; axis < gradient.rank(); axis++) {
            if (axis < more || dims.get(axis - more) == 1 && gradient.dims().get(axis) != 1) {
                axes.add(axis);
            }
        }
        return gradient.sum(axes).reshaped(dims);
    }
}
