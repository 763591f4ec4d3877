package dev.eckart.app.onnx.observe;

import dev.eckart.app.onnx.layer.Rows;
import dev.eckart.tensor.Tensor;

/**
 * What a block makes without its bias.
 *
 * @param rows what it makes
 * @param bias the biases of all blocks side by side
 * @param block which one it is
 */
record Unbiased(Rows rows, Tensor bias, int block) implements Rows {
    @Override
    public int count() {
        return rows.count();
    }

    @Override
    public int width() {
        return rows.width();
    }

    @Override
    public void read(int row, double[] into, int at) {
        rows.read(row, into, at);
        for (int i = 0; i < width(); i++) {
            into[at + i] -= bias.get(0, block * width() + i);
        }
    }
}
