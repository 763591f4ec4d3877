package dev.eckart.app.onnx.form;

import dev.eckart.spi.compress.Statistics;
import dev.eckart.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/**
 * What was observed of a layer: one entry for each block.
 *
 * @param blocks statistics of each block's input and output; of a convolution over all positions of its window
 */
public record LayerStatistics(List<Statistics> blocks) {
    /** The moment under which changes of a block's weights count: a bias takes the mean upon itself. */
    Optional<Tensor> moment(int block, boolean bias) {
        Statistics seen = blocks.get(block);
        return bias ? seen.covariance() : seen.moment();
    }
}
