package dev.eckart.app.onnx.layer;

import dev.eckart.app.onnx.model.Shapes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/** Sizes of a model's values, found out no sooner than they are asked for. */
public final class ValueSizes {
    private final Supplier<Shapes> shapes;
    private final Map<String, List<Long>> given;
    private Optional<Shapes> found = Optional.empty();

    /**
     * Nothing was asked yet.
     *
     * @param shapes finds the sizes
     * @param given sizes of the axes that a sample had before it was flattened, by name of the input that is given it; of those
     *     that are known
     */
    public ValueSizes(Supplier<Shapes> shapes, Map<String, List<Long>> given) {
        this.shapes = shapes;
        this.given = given;
    }

    /**
     * Sizes of a value.
     *
     * @param value its name
     * @return sizes of its axes, -1 of one that is open, if they are known
     */
    public Optional<List<Long>> of(String value) {
        Shapes known = found.orElseGet(shapes);
        found = Optional.of(known);
        return known.of(value);
    }

    /**
     * How many axes a value has.
     *
     * @param value its name
     * @return their number, if it is known
     */
    public OptionalInt axes(String value) {
        return of(value).map(dims -> OptionalInt.of(dims.size())).orElse(OptionalInt.empty());
    }

    /**
     * What a sample was before it was flattened.
     *
     * @param input name of the input that is given it
     * @return sizes of its axes; empty if nothing is known
     */
    public List<Long> sample(String input) {
        return given.getOrDefault(input, List.of());
    }
}
