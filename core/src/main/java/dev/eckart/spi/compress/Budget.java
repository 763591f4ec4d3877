package dev.eckart.spi.compress;

import dev.eckart.tensor.Precision;
import java.util.List;

/**
 * How small a network shall get. Counted are its factorisable layers, and nothing else of it.
 *
 * @param unit what is counted
 * @param amount the most that the layers may cost together, or a level; at least 1
 * @param costs what a candidate costs in that unit
 */
public record Budget(Unit unit, long amount, CostModel costs) {
    /** What a budget counts. */
    public enum Unit {
        /** A level, the nominal compression: 2 asks for about half of the parameters. */
        LEVEL("parameters", Candidate::parameters),
        /** Parameters, biases included. */
        PARAMETERS("parameters", Candidate::parameters),
        /** Multiply-accumulate operations for one sample. */
        MACS("multiplications", Candidate::macs),
        /** Bytes of what is stored. */
        BYTES("bytes", Candidate::bytes),
        /** Predicted time of one run, in nanoseconds. */
        NANOSECONDS("nanoseconds", Candidate::nanoseconds),
        /** Shares of several budgets, each of which counts something else; needs a cost model of its own. */
        SHARES("shares of several budgets", CostModel.NOTHING);

        private final String words;
        private final CostModel costs;

        Unit(String words, CostModel costs) {
            this.words = words;
            this.costs = costs;
        }

        /**
         * What is counted, for messages.
         *
         * @return such as {@code parameters}
         */
        public String words() {
            return words;
        }
    }

    /**
     * A budget whose costs are what candidates say of themselves in its unit.
     *
     * @param unit what is counted
     * @param amount the most that the layers may cost together, or a level
     * @throws IllegalArgumentException if the amount is below 1
     */
    public Budget(Unit unit, long amount) {
        this(unit, amount, unit.costs);
    }

    /**
     * Checks the amount.
     *
     * @throws IllegalArgumentException if the amount is below 1
     */
    public Budget {
        if (amount < 1) {
            throw new IllegalArgumentException(
                    unit == Unit.LEVEL
                            ? "a compression level must be at least 1, not " + amount
                            : "a budget must be at least 1, not " + amount);
        }
    }

    /**
     * A level, the nominal compression.
     *
     * @param level 2 asks for about half of the parameters
     * @throws IllegalArgumentException if the level is below 1
     */
    public Budget(int level) {
        this(Unit.LEVEL, level);
    }

    /**
     * A budget of as many parameters as fit into a number of bytes.
     *
     * @param bytes the most that the parameters may take
     * @param precision precision of all parameters
     * @return the budget in parameters
     * @throws IllegalArgumentException if not even one parameter fits
     */
    public static Budget ofBytes(long bytes, Precision precision) {
        return new Budget(Unit.PARAMETERS, bytes / precision.bytes());
    }

    /**
     * The level, if this budget is one.
     *
     * @return the nominal compression, at least 1
     * @throws IllegalStateException if the budget is not a level
     * @throws ArithmeticException if the level does not fit an int
     */
    public int level() {
        if (unit != Unit.LEVEL) {
            throw new IllegalStateException("a budget in " + unit + " has no level");
        }
        return Math.toIntExact(amount);
    }

    /**
     * The most that the layers may cost together.
     *
     * @param layers the layers of a network
     * @return the amount; for a level, the layers' own parameters divided by it
     */
    public long limit(List<Decomposition> layers) {
        return unit == Unit.LEVEL
                ? layers.stream().mapToLong(layer -> layer.dense().parameters()).sum() / amount
                : amount;
    }

    /**
     * What a candidate costs in this budget's unit.
     *
     * @param candidate a way to replace a layer
     * @return what the cost model says
     */
    public long cost(Candidate candidate) {
        return costs.cost(candidate);
    }

    @Override
    public String toString() {
        return unit == Unit.LEVEL ? amount + "x" : amount + " " + unit.words();
    }
}
