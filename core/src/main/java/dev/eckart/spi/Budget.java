package dev.eckart.spi;

/**
 * How small a network shall get.
 *
 * @param level the nominal compression: 2 asks for about half
 */
public record Budget(int level) {
    /**
     * Checks the level.
     *
     * @param level the nominal compression, at least 1
     */
    public Budget {
        if (level < 1) {
            throw new IllegalArgumentException("a compression level must be at least 1, not " + level);
        }
    }
}
