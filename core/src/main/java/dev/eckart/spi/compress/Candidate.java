package dev.eckart.spi.compress;

import dev.eckart.spi.layer.Layer;
import dev.eckart.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * One way to replace a linear layer.
 *
 * @param label what a person reads, such as {@code rank 25} or {@code dense}
 * @param rank rank of the weights, or empty if the layer stays dense
 * @param parameters exact number of parameters, biases included
 * @param error predicted damage: Frobenius norm of the change of W, in the norm the decomposer works in
 * @param layers makes the replacement: a chain of linear layers whose product approximates W, then the bias
 * @param multiplications counts what a sample takes, without making the replacement if that takes long
 */
public record Candidate(
        String label,
        OptionalInt rank,
        long parameters,
        double error,
        Supplier<List<Layer>> layers,
        LongSupplier multiplications) {
    /**
     * A replacement whose multiplications are those of the layers that it makes.
     *
     * @param label what a person reads
     * @param rank rank of the weights, or empty if the layer stays dense
     * @param parameters exact number of parameters, biases included
     * @param error predicted damage
     * @param layers makes the replacement
     */
    public Candidate(String label, OptionalInt rank, long parameters, double error, Supplier<List<Layer>> layers) {
        this(
                label,
                rank,
                parameters,
                error,
                layers,
                () -> layers.get().stream().mapToLong(Layer::macs).sum());
    }

    /**
     * A replacement of the given rank.
     *
     * @param rank rank of the weights, at least 1
     * @param parameters exact number of parameters, biases included
     * @param error predicted damage
     * @param layers makes the replacement
     * @return a candidate labelled by its rank
     */
    public static Candidate ofRank(int rank, long parameters, double error, Supplier<List<Layer>> layers) {
        return new Candidate(label(rank), OptionalInt.of(rank), parameters, error, layers);
    }

    /**
     * What a person reads of a pair of factors.
     *
     * @param rank rank of the weights
     * @return such as {@code rank 25}
     */
    public static String label(int rank) {
        return "rank " + rank;
    }

    /**
     * The layer itself.
     *
     * @param weights W, m x n
     * @param bias b, 1 x n
     * @param layer makes a copy of the layer
     * @return the candidate that changes nothing
     */
    public static Candidate dense(Tensor weights, Optional<Tensor> bias, Supplier<Layer> layer) {
        long parameters = weights.size() + bias.map(Tensor::size).orElse(0);
        return new Candidate("dense", OptionalInt.empty(), parameters, 0, () -> List.of(layer.get()));
    }

    /**
     * The same with parameters beside it.
     *
     * @param beside how many more are counted
     * @return a candidate
     */
    public Candidate plus(long beside) {
        return new Candidate(label, rank, parameters + beside, error, layers, multiplications);
    }

    /**
     * Multiplications a sample takes.
     *
     * @return those of all layers that are built, added
     */
    public long macs() {
        return multiplications.getAsLong();
    }
}
