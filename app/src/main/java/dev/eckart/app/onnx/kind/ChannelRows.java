package dev.eckart.app.onnx.kind;

import dev.eckart.app.onnx.layer.Rows;
import dev.eckart.app.onnx.runtime.Values;

/**
 * The channels of one group at each position of a convolution's output.
 *
 * @param values samples x channels x positions
 * @param first first channel of the group
 * @param width channels of the group
 */
record ChannelRows(Values values, int first, int width) implements Rows {
    private int positions() {
        return values.numbers().length / (int) (values.dims()[0] * values.dims()[1]);
    }

    @Override
    public int count() {
        return (int) values.dims()[0] * positions();
    }

    @Override
    public void read(int row, double[] into, int at) {
        int positions = positions();
        int channels = (int) values.dims()[1];
        int from = (row / positions * channels + first) * positions + row % positions;
        for (int i = 0; i < width; i++) {
            into[at + i] = values.numbers()[from + i * positions];
        }
    }
}
