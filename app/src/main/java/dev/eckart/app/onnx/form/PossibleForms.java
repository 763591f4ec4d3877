package dev.eckart.app.onnx.form;

import java.util.List;

/**
 * The forms that a layer has: how factors can stand in its place.
 *
 * @param behind how the factors of its matrix are applied behind the first of them, which is applied as the layer is
 * @param narrow the other forms of a convolution
 * @param axes of a product whose input is a tensor that was flattened, the sizes of its axes; empty of all others
 */
public record PossibleForms(Geometry behind, List<Narrow> narrow, List<Integer> axes) {
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
        return new PossibleForms(geometry, List.of(), List.of());
    }

    /**
     * The same of weights that several layers have: what each of them takes may be another tensor.
     *
     * @return all forms but those along axes
     */
    public PossibleForms withoutAxes() {
        return new PossibleForms(behind, narrow, List.of());
    }

    /**
     * The forms of a product.
     *
     * @param layer the layer
     * @param axes sizes of the axes of a tensor that its input was before it was flattened; empty if it was none
     * @return that of a matrix, and if it takes a tensor, and is not too large, those along the axes of that
     */
    public static PossibleForms product(LinearShape layer, List<Integer> axes) {
        return new PossibleForms(layer.geometry(), List.of(), TuckerForm.isFor(layer, axes) ? axes : List.of());
    }
}
