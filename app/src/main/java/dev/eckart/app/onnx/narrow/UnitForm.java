package dev.eckart.app.onnx.narrow;

import dev.eckart.app.onnx.form.Factor;
import dev.eckart.app.onnx.unit.Unit;
import dev.eckart.compress.decompose.InputSelection;
import dev.eckart.spi.compress.Decomposer;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;

/**
 * A feed-forward pair, or a gated one, with fewer units.
 *
 * @param pair the layers
 * @param selection which of the units stay, and what the layer behind them then is
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
    public Factor of(Unit unit, int size) {
        int[] kept = selection.kept(size);
        if (pair.makes(unit)) {
            return making(unit, kept);
        }
        Tensor weights = selection.weights(kept);
        return new Factor(weights, selection.bias(kept, weights), unit.shape().geometry());
    }

    /** A layer that makes numbers of some of its units. */
    static Factor making(Unit unit, int[] kept) {
        Factor layer = unit.read();
        return new Factor(columns(layer.weights(), kept), layer.bias().map(b -> columns(b, kept)), layer.geometry());
    }

    private static Tensor columns(Tensor matrix, int[] kept) {
        return Tensors.transpose(InputSelection.rows(Tensors.transpose(matrix), kept));
    }
}
