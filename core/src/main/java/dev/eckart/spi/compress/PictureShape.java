package dev.eckart.spi.compress;

/**
 * How the numbers of a sample form a picture of one channel: row by row.
 *
 * @param height rows of the picture, at least 1
 * @param width columns of the picture, at least 1
 */
public record PictureShape(int height, int width) {
    /**
     * Checks the sides.
     *
     * @throws IllegalArgumentException if a side is below 1
     */
    public PictureShape {
        if (height < 1 || width < 1) {
            throw new IllegalArgumentException("a picture cannot be " + height + " x " + width);
        }
    }

    /**
     * Numbers in a picture.
     *
     * @return height times width
     */
    public int size() {
        return height * width;
    }
}
