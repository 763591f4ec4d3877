package dev.eckart.spi.compress;

import dev.eckart.tensor.Precision;
import java.util.List;

/**
 * How small a network shall get.
 *
 * @param unit what is counted
 * @param amount the nominal compression, or the most that may be spent; at least 1
 * @param costs what candidates cost in that unit
 */
public record Budget(Unit unit, long amount, CostModel costs) {
    /** What a budget counts. */
    public enum Unit {
        /** Nominal compression: 2 asks for about half the parameters. */
        LEVEL("parameters", Candidate::parameters),
        /** Parameters of all factorisable layers together, biases included. */
        PARAMETERS("parameters", Candidate::parameters),
        /** Multiplications a sample of all factorisable layers together. */
        MACS("multiplications", Candidate::macs),
        /** Bytes that the factorisable layers take together as they are stored. */
        BYTES("bytes", Candidate::bytes),
        /** Time of a run that all factorisable layers are predicted to take together. */
        NANOSECONDS("nanoseconds", Candidate::nanoseconds),
        /** Shares of several budgets, each of which counts something else. */
        SHARES("shares of several budgets", CostModel.NOTHING);

        private final String words;
        private final CostModel costs;

        Unit(String words, CostModel costs) {
            this.words = words;
            this.costs = costs;
        }

        /**
         * What is counted, for people.
         *
         * @return a word or some
         */
        public String words() {
            return words;
        }
    }

    /**
     * A budget of what every candidate says of itself.
     *
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
     * A nominal compression.
     *
     * @param level 2 asks for about half, at least 1
     */
    public Budget(int level) {
        this(Unit.LEVEL, level);
    }

    /**
     * A number of bytes, in parameters: all have one precision.
     *
     * @param bytes the most that the parameters may take
     * @param precision precision of the parameters
     * @return the budget in parameters
     */
    public static Budget ofBytes(long bytes, Precision precision) {
        return new Budget(Unit.PARAMETERS, bytes / precision.bytes());
    }

    /**
     * The nominal compression.
     *
     * @return at least 1
     * @throws IllegalStateException if the budget is not a level
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
