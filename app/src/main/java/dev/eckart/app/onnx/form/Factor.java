package dev.eckart.app.onnx.form;

import dev.eckart.spi.compress.Storage;
import dev.eckart.spi.layer.Linear;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.Optional;

/**
 * One linear operator: {@code y = x W + b} at each of its positions.
 *
 * @param weights W; row {@code (c, i, j)} of a convolution's belongs to channel c of its group and number (i, j) of the
 *     window, and the columns of the blocks stand side by side
 * @param bias b, 1 x columns, if there is one
 * @param geometry how the weights are applied
 * @param form what stands for a weight where it is stored; here all are numbers
 */
public record Factor(Tensor weights, Optional<Tensor> bias, Geometry geometry, Storage.Form form) {
    /** An operator that is stored as numbers. */
    public Factor(Tensor weights, Optional<Tensor> bias, Geometry geometry) {
        this(weights, bias, geometry, Storage.Form.NUMBERS);
    }

    /**
     * The same operator with other numbers.
     *
     * @param others W
     * @param added b, if there is one
     * @return an operator that is applied and stored in the same way
     */
    public Factor with(Tensor others, Optional<Tensor> added) {
        return new Factor(others, added, geometry, form);
    }

    /**
     * The same operator stored in another way.
     *
     * @param other what stands for a weight
     * @return an operator of the same numbers
     */
    public Factor stored(Storage.Form other) {
        return new Factor(weights, bias, geometry, other);
    }

    /** A linear layer under a geometry. */
    static Factor of(Linear layer, Geometry geometry) {
        return new Factor(layer.weights(), layer.bias(), geometry);
    }

    /**
     * What is known of it without its numbers.
     *
     * @return sizes and geometry
     */
    public LinearShape shape() {
        return new LinearShape(weights.rows(), weights.columns(), bias.isPresent(), geometry);
    }

    /**
     * Channels, or numbers, that each block takes.
     *
     * @return rows of W for each number of the window
     */
    public int channels() {
        return shape().channels();
    }

    /**
     * Channels, or numbers, that each block makes.
     *
     * @return columns of a block
     */
    public int blockOutputs() {
        return shape().blockOutputs();
    }

    /**
     * Parameters.
     *
     * @return those of the weights and of the bias
     */
    public long parameters() {
        return shape().parameters();
    }

    /**
     * The columns of one block.
     *
     * @param block which one, from 0
     * @return a new tensor, or the weights themselves if there is one block: candidates hold on to it
     */
    public Tensor block(int block) {
        return columns(weights, block);
    }

    /**
     * The bias of one block.
     *
     * @param block which one, from 0
     * @return its part, if there is a bias
     */
    public Optional<Tensor> blockBias(int block) {
        return bias.map(b -> columns(b, block));
    }

    private Tensor columns(Tensor all, int block) {
        if (geometry.blocks() == 1) {
            return all;
        }
        int width = blockOutputs();
        Tensor part = Tensors.zeros(Precision.FLOAT64, all.rows(), width);
        Tensors.fill(part, i -> all.get(i / width, block * width + i % width));
        return part;
    }
}
