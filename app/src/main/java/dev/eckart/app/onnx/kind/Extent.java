package dev.eckart.app.onnx.kind;

import dev.eckart.app.onnx.model.Shapes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Sizes of a value's axes.
 *
 * @param dims -1 of an axis that is open
 */
record Extent(List<Long> dims) {
    private static final long OPEN = -1;

    static Optional<Extent> of(Shapes shapes, String value) {
        return shapes.of(value).map(Extent::new);
    }

    boolean isVector() {
        return dims.size() == 1;
    }

    Extent before(long size) {
        List<Long> more = new ArrayList<>(dims);
        more.add(0, size);
        return new Extent(more);
    }

    Extent behind(long size) {
        List<Long> more = new ArrayList<>(dims);
        more.add(size);
        return new Extent(more);
    }

    /** With the last two axes in the other order. */
    Extent turned() {
        List<Long> other = new ArrayList<>(dims.subList(0, Math.max(0, dims.size() - 2)));
        other.add(axis(1));
        other.add(axis(2));
        return new Extent(other);
    }

    /** Elements, open axes of size 1. */
    double size() {
        return product(dims);
    }

    /** Elements of a channel of a sample, of all samples together: axis 1 left out. */
    double positions() {
        return dims.size() < 2 ? 1 : product(dims.subList(0, 1)) * product(dims.subList(2, dims.size()));
    }

    /** Rows along the last axis. */
    double rows() {
        return product(dims.subList(0, Math.max(0, dims.size() - 1)));
    }

    /** Size of an axis, counted from the last, which is 1; at least 1. */
    double fromLast(int at) {
        return atLeastOne(axis(at));
    }

    private long axis(int fromLast) {
        return fromLast > dims.size() ? 1 : dims.get(dims.size() - fromLast);
    }

    private static double product(List<Long> dims) {
        return dims.stream().mapToDouble(Extent::atLeastOne).reduce(1, (a, b) -> a * b);
    }

    private static double atLeastOne(long dim) {
        return dim < 0 ? 1 : dim;
    }

    /**
     * Multiply-accumulates of a matrix product: axes are told by the operands, the right one first, and where both leave
     * one open, by the result.
     */
    static double product(Optional<Extent> left, Optional<Extent> right, Optional<Extent> made) {
        Extent a = left.orElseGet(() -> made.map(result -> new Extent(result.dims()
                                .subList(0, Math.max(0, result.dims().size() - 1)))
                        .behind(OPEN))
                .orElse(new Extent(List.of(1L, OPEN))));
        Extent b = right.orElseGet(() ->
                new Extent(List.of(OPEN, made.map(result -> result.axis(1)).orElse(OPEN))));
        long summed = known(b.axis(2), a.axis(1));
        double count = atLeastOne(summed) * atLeastOne(b.axis(1));
        int axes = Math.max(a.dims().size(), b.dims().size());
        boolean alike = made.map(result -> result.dims().size() == axes).orElse(false);
        for (int at = 2; at <= axes; at++) {
            long size = at == 2 ? a.axis(2) : stretched(a.axis(at), b.axis(at));
            count *= atLeastOne(known(size, alike ? made.orElseThrow().axis(at) : OPEN));
        }
        return count;
    }

    private static long known(long first, long otherwise) {
        return first < 0 ? otherwise : first;
    }

    private static long stretched(long one, long other) {
        return one == 1 ? other : other == 1 || one != OPEN ? one : other;
    }
}
