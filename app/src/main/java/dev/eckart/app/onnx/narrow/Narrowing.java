package dev.eckart.app.onnx.narrow;

import dev.eckart.app.onnx.rewrite.Resizing;
import dev.eckart.app.onnx.unit.Unit;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Two layers between which fewer numbers can pass.
 *
 * @param passage what happens to the numbers between the two
 * @param first the layer that makes them
 * @param second the layer that takes them, or makes what they are multiplied with
 * @param groups how many heads they are divided into, 1 if into none
 * @param sizes sizes on the way that go with how many they are
 * @param numbers what reads such a size as a number, which stays what it was
 * @param values names of the values on the way
 */
public record Narrowing(
        Passage passage,
        Unit first,
        Unit second,
        int groups,
        List<Sizes.Origin> sizes,
        List<Resizing.Operand> numbers,
        Set<String> values) {
    /** What happens to numbers between two layers. */
    public enum Passage {
        /** Each by itself becomes another one: the units of a feed-forward pair. */
        UNITS,
        /** They are averaged as they are, head by head: values on the way to what attention makes of them. */
        VALUES,
        /** They are multiplied with what another layer makes, head by head: queries and keys. */
        PRODUCTS
    }

    /**
     * The layer that has to be observed for what the two can become.
     *
     * @return the one at which errors are predicted
     */
    public Unit measured() {
        return passage == Passage.PRODUCTS ? first : second;
    }

    /**
     * Numbers that can be left out one by one.
     *
     * @return how many the first layer makes of each head
     */
    public int size() {
        return first.shape().columns() / groups;
    }

    /**
     * The sizes between the two when fewer numbers pass.
     *
     * @param size how many there are of each head
     * @return all that follows from it
     */
    public Resizing resizing(int size) {
        return new Resizing(
                Stream.concat(
                                sizes.stream()
                                        .map(origin -> origin.with(origin.all().get(origin.at()) * size / size())),
                                numbers.stream())
                        .toList(),
                values);
    }
}
