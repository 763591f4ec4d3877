package dev.eckart.app.config;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Learning rates by compression level: one for all, or one each. */
public final class LevelRates {
    private final Optional<Double> others;
    private final Map<Integer, Double> byLevel;

    private LevelRates(Optional<Double> others, Map<Integer, Double> byLevel) {
        this.others = others;
        this.byLevel = new TreeMap<>(byLevel);
    }

    /**
     * One rate for every level.
     *
     * @param rate step size, above 0
     * @return the rates
     */
    public static LevelRates same(double rate) {
        return new LevelRates(Optional.of(rate), Map.of());
    }

    /**
     * A rate for each level.
     *
     * @param rates level to step size, above 0
     * @param others step size of the levels not named, if they have one
     * @return the rates
     */
    public static LevelRates of(Map<Integer, Double> rates, Optional<Double> others) {
        return new LevelRates(others, rates);
    }

    /**
     * Whether there is a rate for a level.
     *
     * @param level the nominal compression
     * @return true if {@link #rate} has an answer
     */
    public boolean covers(int level) {
        return others.isPresent() || byLevel.containsKey(level);
    }

    /**
     * The rate of a level.
     *
     * @param level the nominal compression
     * @return step size, above 0
     * @throws IllegalArgumentException if there is none; a loaded configuration has one for each of its levels
     */
    public double rate(int level) {
        return Optional.ofNullable(byLevel.get(level))
                .or(() -> others)
                .orElseThrow(() -> new IllegalArgumentException("no learning rate for level " + level));
    }

    /**
     * Whether there is a rate for sizes that are not named.
     *
     * @return true if {@link #others} has an answer
     */
    public boolean coversOthers() {
        return others.isPresent();
    }

    /**
     * The rate of sizes that are not named, such as budgets.
     *
     * @return step size, above 0
     * @throws IllegalArgumentException if there is none; a loaded configuration with budgets has one
     */
    public double others() {
        return others.orElseThrow(() -> new IllegalArgumentException("no learning rate for other levels"));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LevelRates rates && others.equals(rates.others) && byLevel.equals(rates.byLevel);
    }

    @Override
    public int hashCode() {
        return 31 * others.hashCode() + byLevel.hashCode();
    }

    @Override
    public String toString() {
        return byLevel + others.map(rate -> ", others " + rate).orElse("");
    }
}
