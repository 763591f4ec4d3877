package dev.eckart.app.batch;

import dev.eckart.spi.Seed;
import java.util.SplittableRandom;

/**
 * Moves one picture at a time: a shift and a rotation in one bilinear pass, black where the source has no pixel.
 *
 * <p>In fixed point: the source position of neighbouring pixels differs by a constant, so a pixel costs two additions
 * and four small products. Positions have {@value #POSITION_BITS} fractional bits, weights {@value #WEIGHT_BITS}; the
 * result is a pixel value times {@link #ONE}, at most 2<sup>28</sup>.
 *
 * <p>For one thread: it keeps a padded copy of the picture.
 */
public final class Warp {
    private static final int POSITION_BITS = 20;
    private static final int WEIGHT_BITS = 10;
    private static final int WEIGHT = 1 << WEIGHT_BITS;
    /** What a pixel value is multiplied by. */
    public static final int ONE = 1 << (2 * WEIGHT_BITS);

    /** The longest side of a picture: positions beside it have room in fixed point, too. */
    public static final int LARGEST = 1024;

    private final Augmentation augmentation;
    private final int height;
    private final int width;
    /** Row length of the padded copy: one black pixel before, two behind, so that no index needs a test. */
    private final int stride;

    private final int[] padded;

    /**
     * For pictures of one size.
     *
     * @param augmentation how far they are moved
     * @param height rows of pixels
     * @param width columns of pixels
     */
    public Warp(Augmentation augmentation, int height, int width) {
        this.augmentation = augmentation;
        this.height = height;
        this.width = width;
        this.stride = width + 3;
        this.padded = new int[(height + 3) * stride];
    }

    /**
     * Moves a picture.
     *
     * @param pixels all pictures
     * @param offset where this picture starts
     * @param seed this picture's seed in this epoch
     * @param out receives height x width pixels, each times {@link #ONE}
     */
    public void apply(byte[] pixels, int offset, Seed seed, int[] out) {
        if (augmentation.none()) {
            for (int i = 0; i < out.length; i++) {
                out[i] = (pixels[offset + i] & 0xFF) * ONE;
            }
            return;
        }
        pad(pixels, offset);
        SplittableRandom random = seed.random();
        double dx = symmetric(random, augmentation.shift());
        double dy = symmetric(random, augmentation.shift());
        double angle = Math.toRadians(symmetric(random, augmentation.degrees()));
        move(dx, dy, StrictMath.cos(angle), StrictMath.sin(angle), out);
    }

    private static double symmetric(SplittableRandom random, double limit) {
        return (2 * random.nextDouble() - 1) * limit;
    }

    private void pad(byte[] pixels, int offset) {
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                padded[(y + 1) * stride + x + 1] = pixels[offset + y * width + x] & 0xFF;
            }
        }
    }

    /** Walks over the output; the source position is the output's, rotated back about the centre and shifted back. */
    private void move(double dx, double dy, double cos, double sin, int[] out) {
        double centreX = (width - 1) / 2.0;
        double centreY = (height - 1) / 2.0;
        int stepX = fixed(cos);
        int stepY = fixed(-sin);
        for (int y = 0, i = 0; y < height; y++) {
            int sourceX = fixed(cos * -centreX + sin * (y - centreY) + centreX - dx + 1);
            int sourceY = fixed(-sin * -centreX + cos * (y - centreY) + centreY - dy + 1);
            for (int x = 0; x < width; x++, i++) {
                out[i] = sample(sourceX, sourceY);
                sourceX += stepX;
                sourceY += stepY;
            }
        }
    }

    private static int fixed(double position) {
        return (int) Math.rint(position * (1 << POSITION_BITS));
    }

    /** Bilinear sample of the padded picture; positions off it are drawn to its black border. */
    private int sample(int sourceX, int sourceY) {
        int x = Math.min(Math.max(sourceX, 0), (width + 1) << POSITION_BITS);
        int y = Math.min(Math.max(sourceY, 0), (height + 1) << POSITION_BITS);
        int right = (x >> (POSITION_BITS - WEIGHT_BITS)) & (WEIGHT - 1);
        int below = (y >> (POSITION_BITS - WEIGHT_BITS)) & (WEIGHT - 1);
        int at = (y >> POSITION_BITS) * stride + (x >> POSITION_BITS);
        int upper = padded[at] * (WEIGHT - right) + padded[at + 1] * right;
        int lower = padded[at + stride] * (WEIGHT - right) + padded[at + stride + 1] * right;
        return upper * (WEIGHT - below) + lower * below;
    }
}
