package dev.eckart.app.onnx.form;

import java.util.List;

/**
 * The forms that a layer has: how factors can stand in its place.
 *
 * @param behind how the factors of its matrix are applied behind the first of them, which is applied as the layer is
 * @param narrow the other forms
 */
public record PossibleForms(Geometry behind, List<Narrow> narrow) {
    /**
     * A narrower operator along some of a layer's axes, one along the others behind it, and perhaps a third one, applied as
     * those of its matrix are.
     *
     * @param kind a word for labels
     * @param first how the narrow operator is applied
     * @param second how the one behind it is applied
     * @param outer rows of the layer's weights for each number of its input that the second operator covers
     */
    public record Narrow(String kind, Geometry first, Geometry second, int outer) {}

    /**
     * The form of a matrix alone.
     *
     * @param geometry how the layer, and each of its factors, is applied
     * @return the one form
     */
    public static PossibleForms matrix(Geometry geometry) {
        return new PossibleForms(geometry, List.of());
    }
}
