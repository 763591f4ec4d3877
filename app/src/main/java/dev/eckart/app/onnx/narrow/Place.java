package dev.eckart.app.onnx.narrow;

import java.util.List;

/**
 * Where the numbers of a row that a layer made lie in a value. Axes are counted from the last one, which is 1.
 *
 * @param inner the axis along which they lie, of heads those of one head
 * @param group the axis that numbers the heads; {@link #NONE} if they are along {@code inner} too, {@link #HIDDEN} if they
 *     are along an axis with others
 */
record Place(int inner, int group) {
    static final int NONE = 0;
    static final int HIDDEN = -1;

    /** Along the last axis, as a layer makes them. */
    static final Place ROW = new Place(1, NONE);

    boolean isSplit() {
        return group != NONE;
    }

    /** The place when the axes are in another order. */
    Place permuted(List<Long> order) {
        return new Place(permuted(order, inner), group > 0 ? permuted(order, group) : group);
    }

    private static int permuted(List<Long> order, int axis) {
        int axes = order.size();
        return axes - order.indexOf((long) axes - axis);
    }
}
