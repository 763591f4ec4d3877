package dev.eckart.infer;

import dev.eckart.nn.Network;
import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.infer.InferenceKernelProvider;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A network made ready for inference: linear layers with nothing between them are merged where that saves
 * multiplications, biases and rectifiers are part of the product before them, and all buffers are made once.
 *
 * <p>Few samples are computed one by one in plain loops that skip inputs of zero. Many are computed in tiles, by loops over
 * samples that skip what is zero in all of a tile, or, in float64 and where a layer is unknown to core, by the backend,
 * block by block. A plug-in's kernels, once they are asked for, do both in place of core's loops. Each way adds in another
 * order, so that the last bits of a sample's output depend on how many samples it comes with; they do not depend on the
 * thread, the number of threads or the calls before.
 *
 * <p>Later changes of the network are not seen. Safe for use by several threads. A backend is for one thread at a time:
 * while one works on it, others that need it wait for the backend's monitor. Whoever uses the same backend otherwise
 * at the same time has to hold that monitor too.
 */
public final class CompiledNetwork {
    /** Large enough for full speed of a backend's product; of a width of 784 it takes 3 MB. */
    private static final int BLOCK = 1024;

    private final Network network;
    private final int outputs;
    private final Backend backend;
    private final Passes passes;
    private final Terms terms;

    private CompiledNetwork(Network network, Backend backend, Passes passes, Terms terms) {
        this.network = network;
        this.outputs = network.outputs();
        this.backend = backend;
        this.passes = passes;
        this.terms = terms;
    }

    /**
     * How it is applied.
     *
     * @param way the way it goes whatever the number of samples, if it is decided
     * @param threads how many share tiles among them
     */
    private record Terms(Optional<Way> way, int threads) {}

    /**
     * Compiles a network as it is now.
     *
     * @param network the network, left unchanged
     * @param backend multiplies where core's loops do not; its precision is that of the compiled network
     * @return a network for inference on one thread
     * @throws UnsupportedOperationException if a layer of a kind unknown to core has parameters and cannot be copied
     */
    public static CompiledNetwork of(Network network, Backend backend) {
        Network copy = network.copy();
        Passes passes = Passes.of(Fusion.of(copy, backend.precision(), false), backend);
        return new CompiledNetwork(copy, backend, passes, new Terms(Optional.empty(), 1));
    }

    /**
     * The same network in every way in which it can be computed: sample by sample, in tiles and by the backend; and each of
     * these with linear layers merged for the fewest multiplications, or all merged into one matrix, which may skip more of
     * inputs that are mostly zero than factors save.
     *
     * @return compiled networks that differ in speed and in the order in which they add, each computing any number of
     *     samples in one way
     */
    public List<CompiledNetwork> alternatives() {
        List<Stage> whole = Fusion.of(network, precision(), true);
        List<CompiledNetwork> alternatives = new ArrayList<>();
        for (Passes either : Passes.macs(whole) == macs() ? List.of(passes) : List.of(passes, passes.with(whole))) {
            for (Way way : Way.values()) {
                if (way != Way.TILES || either.tiles().isPresent()) {
                    Terms decided = new Terms(Optional.of(way), terms.threads);
                    alternatives.add(new CompiledNetwork(network, backend, either, decided));
                }
            }
        }
        return alternatives;
    }

    /**
     * The fastest of the {@link #alternatives}, as measured on samples like these. Tiles are not tried with so few samples
     * that most of one would be empty.
     *
     * <p>Measured times differ from run to run, and so may the choice, the order in which it adds, and the last bits of
     * outputs.
     *
     * @param batches samples x inputs, as later calls will have them, all of as many samples; at least one
     * @return a compiled network
     * @throws IllegalArgumentException if there is no batch, or a number of samples, a width or a precision does not fit
     */
    public CompiledNetwork tuned(Tensor... batches) {
        if (batches.length == 0) {
            throw new IllegalArgumentException("there is no batch to go by");
        }
        for (Tensor batch : batches) {
            require("the samples are", batch, batches[0].rows(), inputs());
        }
        List<CompiledNetwork> some = alternatives().stream()
                .filter(alternative ->
                        alternative.passes.suits(alternative.way().orElseThrow(), batches[0].rows()))
                .toList();
        return Fastest.of(some, List.of(batches));
    }

    /**
     * The same network on several threads: tiles are shared out among threads of the common pool, and all else stays on the
     * calling thread.
     *
     * @param count at least 1
     * @return a compiled network that gives the same bits
     * @throws IllegalArgumentException if the number is below 1
     */
    public CompiledNetwork withThreads(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("a network runs on at least 1 thread, not on " + count);
        }
        return new CompiledNetwork(network, backend, passes, new Terms(terms.way, count));
    }

    /**
     * The same network by kernels of a plug-in, which take the place of core's loops if its precision is float32 and the
     * plug-in has one for each of its layers.
     *
     * @param provider makes the kernels; available
     * @return a compiled network that adds in another order
     */
    public CompiledNetwork withKernels(InferenceKernelProvider provider) {
        return new CompiledNetwork(network, backend, passes.with(provider), terms);
    }

    /** Whether a plug-in's kernels take the place of core's loops. */
    boolean isByKernels() {
        return passes.isByKernels();
    }

    /** The way it goes whatever the number of samples, if it is decided. */
    Optional<Way> way() {
        return terms.way;
    }

    /**
     * Width of the input.
     *
     * @return numbers a sample
     */
    public int inputs() {
        return network.inputs();
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
     * Multiply-accumulate operations for one sample, those with zeros included; of a layer unknown to core, as many as it
     * says.
     *
     * @return their number, after merging
     */
    public long macs() {
        return passes.macs();
    }

    /**
     * Applies the network.
     *
     * @param samples samples x inputs, left unchanged
     * @return a new tensor, samples x outputs
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
        require("the samples are", samples, samples.rows(), inputs());
        require("the results are", results, samples.rows(), outputs);
        switch (terms.way.isPresent() ? terms.way.get() : passes.usual(samples.rows())) {
            case SAMPLES -> passes.single().apply(samples, 0, samples.rows(), results);
            case TILES -> inTiles(samples, results);
            case BACKEND -> byBackend(samples, results);
        }
    }

    /** Each thread has a run of whole tiles, so that tiles do not depend on how many threads there are. */
    private void inTiles(Tensor samples, Tensor results) {
        int together = passes.tiles().orElseThrow().together();
        int tiles = (samples.rows() + together - 1) / together;
        int share = (tiles + terms.threads - 1) / terms.threads * together;
        if (share >= samples.rows()) {
            inTiles(samples, 0, samples.rows(), results);
        } else {
            IntStream.range(0, terms.threads)
                    .parallel()
                    .map(thread -> thread * share)
                    .filter(from -> from < samples.rows())
                    .forEach(from -> inTiles(samples, from, Math.min(share, samples.rows() - from), results));
        }
    }

    private void inTiles(Tensor samples, int from, int rows, Tensor results) {
        passes.tiles().orElseThrow().apply(samples, from, rows, results);
    }

    private void byBackend(Tensor samples, Tensor results) {
        for (int row = 0, block; row < samples.rows(); row += block) {
            block = block(samples.rows() - row);
            passes.batch().apply(samples, row, block, results);
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
