package dev.eckart.app.onnx.narrow;

import dev.eckart.app.onnx.layer.Site;
import dev.eckart.app.onnx.rewrite.Resizing;
import dev.eckart.app.onnx.unit.Unit;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Layers between which fewer numbers can pass: two, or several that make numbers of the same units, as the two of a gated
 * feed-forward pair do, with the one that takes them.
 *
 * @param passage what happens to the numbers between the two
 * @param units the layers that make them, and at last the one that takes them, or makes what they are multiplied with
 * @param groups how many heads they are divided into, 1 if into none
 * @param sizes sizes on the way that go with how many they are
 * @param numbers what reads such a size as a number, which stays what it was
 * @param values names of the values on the way
 */
public record Narrowing(
        Passage passage,
        List<Unit> units,
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
     * The layer that has to be observed for what all can become.
     *
     * @return the one at which errors are predicted
     */
    public Unit measured() {
        return passage == Passage.PRODUCTS ? first() : last();
    }

    /** The layer that makes the numbers, or the first of those that do. */
    Unit first() {
        return units.get(0);
    }

    /** The layer that takes the numbers, or makes what they are multiplied with. */
    Unit last() {
        return units.get(units.size() - 1);
    }

    /** Whether a layer has fewer outputs than it had, and not fewer inputs. */
    boolean makes(Unit unit) {
        return passage == Passage.PRODUCTS || !unit.equals(last());
    }

    /**
     * The other layers of which one is narrower if a layer is.
     *
     * @param site the layer
     * @return what people call them; nothing if it is none of these layers itself
     */
    public List<String> beside(Site site) {
        return units.stream().anyMatch(unit -> unit.first().equals(site))
                ? units.stream()
                        .map(Unit::first)
                        .filter(other -> !other.equals(site))
                        .map(Site::name)
                        .toList()
                : List.of();
    }

    /**
     * What people call the layers.
     *
     * @return their names, in the order of the layers
     */
    public List<String> names() {
        return units.stream().map(unit -> unit.first().name()).toList();
    }

    /**
     * Numbers that can be left out one by one.
     *
     * @return how many a layer makes of each head
     */
    public int size() {
        return first().shape().columns() / groups;
    }

    /**
     * The sizes between the layers when fewer numbers pass.
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
