package dev.eckart.app.onnx.refit;

import dev.eckart.app.onnx.form.Factor;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Operators with changes, those that have one tensor with the changed one in common.
 *
 * @param changes the change of each block
 */
record Refitted(List<Residual.Change> changes) {
    /** The operators, of which all weights are one tensor. Without a change of the biases, these are left as they are. */
    List<Factor> of(List<Factor> lasts) {
        Map<Tensor, Tensor> changed = new IdentityHashMap<>();
        boolean biased = lasts.stream().allMatch(last -> last.bias().isPresent());
        return lasts.stream()
                .map(last -> last.with(
                        changed.computeIfAbsent(last.weights(), key -> weights(last)),
                        last.bias()
                                .map(bias -> biased ? changed.computeIfAbsent(bias, key -> bias(last, bias)) : bias)))
                .toList();
    }

    private Tensor weights(Factor last) {
        int width = last.blockOutputs();
        int columns = last.weights().columns();
        Tensor weights = Tensors.zeros(Precision.FLOAT64, last.weights().rows(), columns);
        Tensors.fill(weights, i -> {
            int column = i % columns;
            Tensor change = changes.get(column / width).weights();
            return last.weights().get(i / columns, column) + change.get(i / columns, column % width);
        });
        return weights;
    }

    private Tensor bias(Factor last, Tensor old) {
        int width = last.blockOutputs();
        Tensor moved = Tensors.zeros(Precision.FLOAT64, 1, old.columns());
        Tensors.fill(moved, i -> old.get(0, i) + changes.get(i / width).bias().get(0, i % width));
        return moved;
    }
}
