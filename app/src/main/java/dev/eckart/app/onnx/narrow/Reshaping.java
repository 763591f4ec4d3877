package dev.eckart.app.onnx.narrow;

import dev.eckart.app.onnx.model.Shapes;
import dev.eckart.app.onnx.proto.NodeProto;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a Reshape does to the numbers of a row: they stay one, are divided into heads, or are put together of them again.
 *
 * @param node the Reshape
 * @param told the sizes that it is told
 * @param shapes sizes of the model's values
 * @param width how many numbers there are
 * @param groups how many heads they are divided into, 1 if into none so far
 */
record Reshaping(NodeProto node, Sizes told, Shapes shapes, int width, int groups) {
    private static final Place SPLIT = new Place(1, 2);

    /**
     * Where the numbers lie.
     *
     * @param place the place
     * @param groups how many heads there are
     * @param axis the axis, counted from the last, whose size goes with how many numbers there are
     */
    record Outcome(Place place, int groups, int axis) {}

    /** Where numbers come to lie, if that can be told. */
    Optional<Outcome> of(Place place) {
        List<Long> made = made(place);
        long last = size(made, 1);
        long heads = size(made, 2);
        if ((place.equals(Place.ROW) || place.equals(SPLIT)) && last == width) {
            return Optional.of(new Outcome(Place.ROW, groups, 1));
        }
        if (place.equals(Place.ROW) && heads > 0 && last * heads == width && (groups == 1 || groups == heads)) {
            return Optional.of(new Outcome(SPLIT, (int) heads, 1));
        }
        if (place.isSplit() && size(made, place.inner()) == width / groups) {
            int group = place.group() > 0 && size(made, place.group()) == groups
                    ? place.group()
                    : size(made, 3) == groups ? 3 : Place.HIDDEN;
            return Optional.of(new Outcome(new Place(place.inner(), group), groups, place.inner()));
        }
        return Optional.empty();
    }

    /**
     * Sizes of what is made, -1 of those that are not known. One that follows from the others is known if a row stays one,
     * is divided into heads, or is put together of them again, as the number of axes says.
     */
    private List<Long> made(Place place) {
        List<Long> known = shapes.of(node.getOutput(0))
                .filter(dims -> dims.size() == told.count())
                .orElseGet(() -> Stream.generate(() -> -1L).limit(told.count()).toList());
        List<Long> made = new ArrayList<>();
        for (int i = 0; i < told.count(); i++) {
            long size = told.entries().get(i).told();
            made.add(size > 0 ? size : known.get(i));
        }
        int rest = told.rest();
        if (rest > 0 && size(made, rest) < 0) {
            int more =
                    told.count() - shapes.of(node.getInput(0)).map(List::size).orElse(told.count());
            boolean row = place.equals(Place.ROW);
            boolean stays = rest == 1 && (row ? more == 0 : place.equals(SPLIT) && more == -1);
            long other = row && more == 1 && rest <= 2 ? size(made, 3 - rest) : -1;
            if (stays) {
                made.set(made.size() - 1, (long) width);
            } else if (other > 0 && width % other == 0) {
                made.set(made.size() - rest, width / other);
            }
        }
        return made;
    }

    private static long size(List<Long> dims, int axis) {
        return axis <= dims.size() ? dims.get(dims.size() - axis) : -1;
    }
}
