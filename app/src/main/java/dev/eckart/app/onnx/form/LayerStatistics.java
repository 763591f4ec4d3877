package dev.eckart.app.onnx.form;

import dev.eckart.spi.compress.Statistics;
import dev.eckart.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/**
 * What was observed of a layer.
 *
 * @param blocks statistics of each block's input and output; of a convolution over all positions of its window
 * @param rows some rows of its input, of a layer that has a form along the axes of one
 */
public record LayerStatistics(List<Statistics> blocks, Optional<Tensor> rows) {
    /** Statistics without rows. */
    public LayerStatistics(List<Statistics> blocks) {
        this(blocks, Optional.empty());
    }

    /** The moment under which changes of a block's weights count: a bias takes the mean upon itself. */
    Optional<Tensor> moment(int block, boolean bias) {
        Statistics seen = blocks.get(block);
        return bias ? seen.covariance() : seen.moment();
    }
}
