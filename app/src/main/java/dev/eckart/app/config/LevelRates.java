package dev.eckart.app.config;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Learning rates by compression level: one for all, or one each. */
public final class LevelRates {
    private final Optional<Double> all;
    private final Map<Integer, Double> byLevel;

    private LevelRates(Optional<Double> all, Map<Integer, Double> byLevel) {
        this.all = all;
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
     * @return the rates
     */
    public static LevelRates of(Map<Integer, Double> rates) {
        return new LevelRates(Optional.empty(), rates);
    }

    /**
     * Whether there is a rate for a level.
     *
     * @param level the nominal compression
     * @return true if {@link #rate} has an answer
     */
    public boolean covers(int level) {
        return all.isPresent() || byLevel.containsKey(level);
    }

    /**
     * The rate of a level.
     *
     * @param level the nominal compression
     * @return step size, above 0
     * @throws IllegalArgumentException if there is none; a loaded configuration has one for each of its levels
     */
    public double rate(int level) {
        return all.or(() -> Optional.ofNullable(byLevel.get(level)))
                .orElseThrow(() -> new IllegalArgumentException("no learning rate for level " + level));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LevelRates rates && all.equals(rates.all) && byLevel.equals(rates.byLevel);
    }

    @Override
    public int hashCode() {
        return 31 * all.hashCode() + byLevel.hashCode();
    }

    @Override
    public String toString() {
        return all.map(String::valueOf).orElseGet(byLevel::toString);
    }
}
