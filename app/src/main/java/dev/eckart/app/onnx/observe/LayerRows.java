package dev.eckart.app.onnx.observe;

import dev.eckart.app.onnx.form.LinearShape;
import dev.eckart.app.onnx.form.Window;
import dev.eckart.app.onnx.layer.Site;
import dev.eckart.app.onnx.runtime.Values;
import java.util.List;

/** The rows that a block of an operator takes and makes. */
final class LayerRows {
    private LayerRows() {}

    /** What a block takes of the value that goes into an operator. */
    static Rows taken(LinearShape operator, List<Long> stack, boolean transposed, Values values, int block) {
        if (operator.geometry().window().isPresent()) {
            Window window = operator.geometry().window().get();
            int channels = operator.channels();
            return window.isPoint()
                    ? new ChannelRows(values, block * channels, channels)
                    : new PatchRows(values, window, block * channels, channels);
        }
        return operator.geometry().blocks() == 1
                ? new ProductRows(values, transposed)
                : StackRows.of(values, stack, block);
    }

    /** What a block makes of the value that comes out of a layer. */
    static Rows made(Site site, Values values, int block) {
        if (site.geometry().window().isPresent()) {
            int width = site.shape().blockOutputs();
            return new ChannelRows(values, block * width, width);
        }
        return site.geometry().blocks() == 1
                ? new ProductRows(values, false)
                : StackRows.of(values, site.stack(), block);
    }
}
