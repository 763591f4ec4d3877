package dev.eckart.app.batch;

/**
 * How far pictures are moved at random: each is shifted, then rotated about its centre.
 *
 * @param shift largest shift in x and in y, in pixels
 * @param degrees largest rotation either way
 */
public record Augmentation(double shift, double degrees) {
    /** Leaves pictures as they are. */
    public static final Augmentation NONE = new Augmentation(0, 0);

    /**
     * Smaller or larger moves of the same kind.
     *
     * @param share what both limits are multiplied by, at least 0
     * @return an augmentation of that share
     */
    public Augmentation times(double share) {
        return new Augmentation(share * shift, share * degrees);
    }

    /**
     * Whether pictures stay as they are.
     *
     * @return true if both limits are 0
     */
    public boolean none() {
        return shift == 0 && degrees == 0;
    }
}
