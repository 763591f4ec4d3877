package dev.eckart.infer;

import dev.eckart.nn.Network;
import dev.eckart.spi.backend.Backend;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.List;

/**
 * A network made ready for inference: linear layers with nothing between them are merged where that saves
 * multiplications, biases and rectifiers are part of the product before them, and all buffers are made once.
 *
 * <p>Few samples are computed one by one in plain loops that skip inputs of zero; many are multiplied by the backend,
 * block by block. The two add in different orders, so that a sample's last bits depend on the number of samples it
 * comes with; they do not depend on the thread or on the calls before.
 *
 * <p>Later changes of the network are not seen. Safe for use by several threads. A backend is for one thread at a time:
 * while one works on it, others that need it wait for the backend's monitor. Whoever uses the same backend otherwise
 * at the same time has to hold that monitor too.
 */
public final class CompiledNetwork {
    /** Large enough for full speed of a product; of a width of 784 it takes 3 MB. */
    private static final int BLOCK = 1024;

    private final int inputs;
    private final int outputs;
    private final List<Stage> stages;
    private final Backend backend;
    private final int batchFrom;
    private final BatchPass batchPass;
    private final ThreadLocal<SamplePass> samplePass;

    private CompiledNetwork(int inputs, int outputs, List<Stage> stages, Backend backend, int batchFrom) {
        this.inputs = inputs;
        this.outputs = outputs;
        this.stages = stages;
        this.backend = backend;
        this.batchFrom = batchFrom;
        this.batchPass = new BatchPass(stages, backend);
        this.samplePass = ThreadLocal.withInitial(() -> new SamplePass(stages, backend));
    }

    /**
     * Compiles a network as it is now.
     *
     * @param network the network, left unchanged
     * @param backend multiplies batches; its precision is that of the compiled network
     * @return a network for inference
     * @throws UnsupportedOperationException if a layer of a kind unknown to core has parameters and cannot be copied
     */
    public static CompiledNetwork of(Network network, Backend backend) {
        return new CompiledNetwork(
                network.inputs(),
                network.outputs(),
                Fusion.of(network, backend.precision()),
                backend,
                SwitchOver.DEFAULT);
    }

    /**
     * The same network with another choice between its two ways.
     *
     * @param rows number of samples from which the backend multiplies, at least 1; {@link Integer#MAX_VALUE} for never
     * @return a compiled network
     * @throws IllegalArgumentException if the number is below 1
     */
    public CompiledNetwork withBatchFrom(int rows) {
        if (rows < 1) {
            throw new IllegalArgumentException("batches must be of at least 1 sample, not " + rows);
        }
        return new CompiledNetwork(inputs, outputs, stages, backend, rows);
    }

    /**
     * The same network, going always the one of its two ways that is measured to be faster on batches like this one.
     *
     * <p>The more of the samples is zero, the better are the loops. As the choice decides in which order is added, equal
     * runs may differ in the last bits afterwards.
     *
     * @param samples samples x inputs, as later calls will have them
     * @return a compiled network
     * @throws IllegalArgumentException if width or precision do not fit
     */
    public CompiledNetwork tuned(Tensor samples) {
        require("the samples are", samples, samples.rows(), inputs);
        return withBatchFrom(SwitchOver.measured(this, samples));
    }

    /**
     * Number of samples from which the backend multiplies.
     *
     * @return at least 1
     */
    public int batchFrom() {
        return batchFrom;
    }

    /**
     * Width of the input.
     *
     * @return numbers a sample
     */
    public int inputs() {
        return inputs;
    }

    /**
     * Width of the output.
     *
     * @return numbers a sample
     */
    public int outputs() {
        return outputs;
    }

    /**
     * Precision of inputs, outputs and all arithmetic.
     *
     * @return the backend's
     */
    public Precision precision() {
        return backend.precision();
    }

    /**
     * Multiply-accumulates a sample, zeros included. A layer that is not merged counts what it says of itself.
     *
     * @return their number, after merging
     */
    public long macs() {
        return stages.stream().mapToLong(Stage::macs).sum();
    }

    /**
     * Applies the network.
     *
     * @param samples samples x inputs, left unchanged
     * @return samples x outputs, the only thing made in a call
     * @throws IllegalArgumentException if width or precision do not fit
     */
    public Tensor apply(Tensor samples) {
        Tensor results = Tensors.zeros(precision(), samples.rows(), outputs);
        apply(samples, results);
        return results;
    }

    /**
     * Applies the network and puts the results where they are wanted.
     *
     * @param samples samples x inputs, left unchanged
     * @param results samples x outputs, overwritten
     * @throws IllegalArgumentException if a shape or a precision does not fit
     */
    public void apply(Tensor samples, Tensor results) {
        require("the samples are", samples, samples.rows(), inputs);
        require("the results are", results, samples.rows(), outputs);
        int row = 0;
        int block = block(samples.rows());
        for (; block >= batchFrom; block = block(samples.rows() - row)) {
            batchPass.apply(samples, row, block, results);
            row += block;
        }
        SamplePass pass = samplePass.get();
        for (; row < samples.rows(); row++) {
            pass.apply(samples, row, results);
        }
    }

    /** Powers of two, so that buffers of few shapes serve batches of any size. */
    private static int block(int rows) {
        return Math.min(BLOCK, Integer.highestOneBit(rows));
    }

    private void require(String what, Tensor tensor, int rows, int columns) {
        if (tensor.rows() != rows || tensor.columns() != columns || tensor.precision() != precision()) {
            throw new IllegalArgumentException(what + " " + tensor.rows() + " x " + tensor.columns() + " in "
                    + tensor.precision().label() + ", but must be " + rows + " x " + columns + " in "
                    + precision().label());
        }
    }
}
