package dev.eckart.app.onnx.narrow;

import dev.eckart.app.onnx.form.Factor;
import dev.eckart.compress.decompose.InputSelection;
import dev.eckart.spi.compress.Decomposer;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;

/**
 * A feed-forward pair with fewer units.
 *
 * @param pair the pair
 * @param selection which of them stay, and what the second layer then is
 */
record UnitForm(Narrowing pair, InputSelection selection) implements NarrowForm {
    static UnitForm of(Narrowing pair, Decomposer.Request request) {
        return new UnitForm(pair, InputSelection.of(request, HeadForm.PURPOSE));
    }

    @Override
    public double error(int size) {
        return selection.error(size);
    }

    @Override
    public Factor first(int size) {
        return first(pair, selection.kept(size));
    }

    /** The first layer of a pair with some of its units. */
    static Factor first(Narrowing pair, int[] kept) {
        Factor layer = pair.first().read();
        return new Factor(columns(layer.weights(), kept), layer.bias().map(b -> columns(b, kept)), layer.geometry());
    }

    private static Tensor columns(Tensor matrix, int[] kept) {
        return Tensors.transpose(InputSelection.rows(Tensors.transpose(matrix), kept));
    }

    @Override
    public Factor second(int size) {
        int[] kept = selection.kept(size);
        Tensor weights = selection.weights(kept);
        return new Factor(
                weights, selection.bias(kept, weights), pair.second().shape().geometry());
    }
}
