package dev.eckart.spi.compress;

import dev.eckart.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One way to replace a linear layer. It says what the replacement costs and loses, and holds no matrix:
 * {@link Decomposition#factors} makes the replacement.
 *
 * @param label what a person reads, such as {@code rank 25} or {@code dense}; no other candidate of the layer has it
 * @param rank rank of the weights, or empty if the layer stays dense
 * @param factors what the replacement consists of: a chain of layers whose product approximates W, then the bias
 * @param error predicted damage: Frobenius norm of the change of W, in the norm the decomposer works in
 * @param beside parameters that count as the layer's and that no candidate changes
 * @param nanoseconds predicted time of a run; 0 where nobody asked for it
 */
public record Candidate(
        String label, OptionalInt rank, List<FactorShape> factors, double error, long beside, long nanoseconds) {
    /** A replacement of all parameters of a layer. */
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
     * The layer itself.
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
     * The same with parameters beside it.
     *
     * @param more how many more are counted
     * @return a candidate
     */
    public Candidate plus(long more) {
        return new Candidate(label, rank, factors, error, beside + more, nanoseconds);
    }

    /**
     * The same replacement with something between its factors.
     *
     * @param built what it then consists of
     * @return a candidate
     */
    public Candidate builtOf(List<FactorShape> built) {
        return new Candidate(label, rank, built, error, beside, nanoseconds);
    }

    /**
     * The same replacement with a time.
     *
     * @param time nanoseconds that a run is predicted to take
     * @return a candidate
     */
    public Candidate taking(long time) {
        return new Candidate(label, rank, factors, error, beside, time);
    }

    /**
     * The same replacement under another label, of other damage, stored in another way.
     *
     * @param as what a person reads
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
     * @return bytes of all factors, and of the numbers beside them
     */
    public long bytes() {
        long bytes = beside * factors.get(0).storage().width();
        for (FactorShape factor : factors) {
            bytes += factor.bytes();
        }
        return bytes;
    }

    /**
     * Multiplications a sample takes.
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
