package dev.eckart.spi.compress;

import dev.eckart.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One way to replace a linear layer {@code y = x W + b}. It says what the replacement costs and loses, and holds no matrix:
 * {@link Decomposition#factors} makes the replacement.
 *
 * @param label what a person reads, such as {@code rank 25} or {@code dense}; no other candidate of the layer has it
 * @param rank rank of the weights, or empty if the layer stays dense
 * @param factors the layers that the replacement consists of, at least one: a chain whose product approximates W, the
 *     bias on the last
 * @param error predicted damage, at least 0: the norm of the change of W, weighted as the decomposer weights it, in the
 *     unit of {@link Decomposition.Scale#norm}
 * @param beside parameters that count as the layer's and that no candidate changes
 * @param nanoseconds predicted time of one run; 0 where nobody asked for it
 */
public record Candidate(
        String label, OptionalInt rank, List<FactorShape> factors, double error, long beside, long nanoseconds) {
    /**
     * A replacement with nothing beside it, and no predicted time.
     *
     * @param label what a person reads
     * @param rank rank of the weights, or empty if the layer stays dense
     * @param factors the layers that the replacement consists of
     * @param error predicted damage
     */
    public Candidate(String label, OptionalInt rank, List<FactorShape> factors, double error) {
        this(label, rank, factors, error, 0, 0);
    }

    /**
     * A replacement of the given rank.
     *
     * @param rank rank of the weights, at least 1
     * @param factors what the replacement consists of
     * @param error predicted damage
     * @return a candidate labelled by its rank
     */
    public static Candidate ofRank(int rank, List<FactorShape> factors, double error) {
        return new Candidate("rank " + rank, OptionalInt.of(rank), factors, error);
    }

    /**
     * The layer itself, left as it is.
     *
     * @param weights W, m x n
     * @param bias b, 1 x n
     * @return the candidate that changes nothing
     */
    public static Candidate dense(Tensor weights, Optional<Tensor> bias) {
        FactorShape itself = FactorShape.linear(weights.rows(), weights.columns(), bias.isPresent());
        return new Candidate("dense", OptionalInt.empty(), List.of(itself), 0);
    }

    /**
     * The same replacement with more parameters beside it.
     *
     * @param more how many more are counted
     * @return a candidate
     */
    public Candidate plus(long more) {
        return new Candidate(label, rank, factors, error, beside + more, nanoseconds);
    }

    /**
     * The same replacement, counted as other layers: with activations between its factors, say.
     *
     * @param built the layers that it then consists of
     * @return a candidate
     */
    public Candidate builtOf(List<FactorShape> built) {
        return new Candidate(label, rank, built, error, beside, nanoseconds);
    }

    /**
     * The same replacement with another predicted time.
     *
     * @param time of one run, in nanoseconds
     * @return a candidate
     */
    public Candidate taking(long time) {
        return new Candidate(label, rank, factors, error, beside, time);
    }

    /**
     * The same replacement stored in another way, which does other damage.
     *
     * @param as its label, what a person reads
     * @param built the same factors, stored in another way
     * @param damage predicted damage
     * @return a candidate
     */
    public Candidate stored(String as, List<FactorShape> built, double damage) {
        return new Candidate(as, rank, built, damage, beside, nanoseconds);
    }

    /**
     * Whether it changes nothing.
     *
     * @return true of the layer itself, stored as it is
     */
    public boolean isLayer() {
        return rank.isEmpty()
                && factors.stream().noneMatch(factor -> factor.storage().isBytes());
    }

    /**
     * Number of parameters.
     *
     * @return those of all factors, biases included, and those beside them
     */
    public long parameters() {
        long parameters = beside;
        for (FactorShape factor : factors) {
            parameters += factor.parameters();
        }
        return parameters;
    }

    /**
     * Size of what is stored.
     *
     * @return bytes of all factors, and of the parameters beside them
     */
    public long bytes() {
        long bytes = beside * factors.get(0).storage().width();
        for (FactorShape factor : factors) {
            bytes += factor.bytes();
        }
        return bytes;
    }

    /**
     * Multiply-accumulate operations for one sample.
     *
     * @return those of all factors, added
     */
    public long macs() {
        long macs = 0;
        for (FactorShape factor : factors) {
            macs += factor.macs();
        }
        return macs;
    }
}
