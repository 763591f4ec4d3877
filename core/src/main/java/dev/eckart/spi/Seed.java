package dev.eckart.spi;

import java.io.Serializable;
import java.util.SplittableRandom;

/**
 * The one source of randomness, split by purpose, so that a change in how one part draws leaves the others alone.
 * Immutable.
 *
 * @param value the seed itself, any number
 */
public record Seed(long value) implements Serializable {
    private static final long serialVersionUID = 1L;

    /**
     * The seed of one purpose.
     *
     * @param purpose what it is for, such as {@code weights}
     * @return a seed that depends on this one and the purpose only
     */
    public Seed split(String purpose) {
        Seed seed = this;
        for (int i = 0; i < purpose.length(); i++) {
            seed = seed.split(purpose.charAt(i));
        }
        return seed;
    }

    /**
     * The seed of one of many alike, such as an epoch or a picture.
     *
     * @param index which one
     * @return a seed that depends on this one and the index only
     */
    public Seed split(long index) {
        return new Seed(mix(value + mix(index + 0x9E3779B97F4A7C15L)));
    }

    /**
     * A generator that starts from this seed.
     *
     * @return a new generator, for one thread; the same numbers each time
     */
    public SplittableRandom random() {
        return new SplittableRandom(value);
    }

    /** The finalizer of MurmurHash3 (Appleby, 2011): every bit of the argument reaches every bit of the result. */
    private static long mix(long bits) {
        long z = (bits ^ (bits >>> 33)) * 0xFF51AFD7ED558CCDL;
        z = (z ^ (z >>> 33)) * 0xC4CEB9FE1A85EC53L;
        return z ^ (z >>> 33);
    }
}
