package dev.eckart.app.batch;

import dev.eckart.spi.Seed;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.SplittableRandom;

/**
 * Moves one picture at a time: a shift and a rotation in one bilinear pass, black where the source has no pixel.
 *
 * <p>In fixed point: the source position of neighbouring pixels differs by a constant, so a pixel costs two additions
 * and three small products. Positions have {@value #POSITION_BITS} fractional bits, weights {@value #WEIGHT_BITS}; the
 * result is a pixel value times {@link #ONE}, at most 2<sup>28</sup>.
 *
 * <p>The picture lies in a black frame that no move leads out of, so that no position needs a test. One step after the other
 * is done for all pixels, because the JIT compiler (JDK 17's C2) makes vectors of steps that read no memory by what
 * they have computed: all but one of them then.
 *
 * <p>For one thread: it keeps a framed copy of the picture.
 */
public final class Warp {
    private static final int POSITION_BITS = 20;
    private static final int WEIGHT_BITS = 10;
    private static final int WEIGHT = 1 << WEIGHT_BITS;
    /** What a pixel value is multiplied by. */
    public static final int ONE = 1 << (2 * WEIGHT_BITS);

    /** The longest side of a picture: positions in its frame have room in fixed point, too, whatever its other side is. */
    public static final int LARGEST = 1024;

    /** The longest shift, in pixels, for which that is so. */
    public static final int FARTHEST = 250;

    /** Two pixels side by side, the left one in the lower byte. */
    private static final VarHandle PAIR = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

    private final Augmentation augmentation;
    private final int height;
    private final int width;
    /** Black pixels on each side of the picture. */
    private final int frame;

    private final int stride;
    private final byte[] framed;
    private final int[] sourceX;
    private final int[] sourceY;
    private final int[] at;
    /** The four pixels around each source position, a byte each: left and right above, left and right below. */
    private final int[] squares;

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
        double corner = Math.hypot(height - 1, width - 1) / 2;
        double side = (Math.min(height, width) - 1) / 2.0;
        // One pixel more for the square around a position, and one for what rounding adds up to along a row.
        this.frame = (int) Math.ceil(corner - side + augmentation.shift()) + 2;
        this.stride = width + 2 * frame;
        this.framed = new byte[(height + 2 * frame) * stride];
        this.sourceX = new int[height * width];
        this.sourceY = new int[height * width];
        this.at = new int[height * width];
        this.squares = new int[height * width];
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
        for (int y = 0; y < height; y++) {
            System.arraycopy(pixels, offset + y * width, framed, (frame + y) * stride + frame, width);
        }
        SplittableRandom random = seed.random();
        double dx = symmetric(random, augmentation.shift());
        double dy = symmetric(random, augmentation.shift());
        double angle = Math.toRadians(symmetric(random, augmentation.degrees()));
        move(dx, dy, StrictMath.cos(angle), StrictMath.sin(angle));
        find(sourceX, sourceY, stride, at);
        gather(framed, stride, at, squares);
        blend(sourceX, sourceY, squares, out);
    }

    private static double symmetric(SplittableRandom random, double limit) {
        return (2 * random.nextDouble() - 1) * limit;
    }

    /** Walks over the output; the source position is the output's, rotated back about the centre and shifted back. */
    private void move(double dx, double dy, double cos, double sin) {
        double centreX = (width - 1) / 2.0;
        double centreY = (height - 1) / 2.0;
        int stepX = fixed(cos);
        int stepY = fixed(-sin);
        // Rounded with a frame of one pixel: how wide it is shall not decide where a position falls.
        int more = (frame - 1) << POSITION_BITS;
        for (int y = 0, i = 0; y < height; y++) {
            int positionX = fixed(cos * -centreX + sin * (y - centreY) + centreX - dx + 1) + more;
            int positionY = fixed(-sin * -centreX + cos * (y - centreY) + centreY - dy + 1) + more;
            for (int x = 0; x < width; x++, i++) {
                sourceX[i] = positionX;
                sourceY[i] = positionY;
                positionX += stepX;
                positionY += stepY;
            }
        }
    }

    private static int fixed(double position) {
        return (int) Math.rint(position * (1 << POSITION_BITS));
    }

    /** Which pixel of the framed picture is above and to the left of each position. */
    private static void find(int[] x, int[] y, int stride, int[] at) {
        for (int i = 0; i < at.length; i++) {
            at[i] = (y[i] >> POSITION_BITS) * stride + (x[i] >> POSITION_BITS);
        }
    }

    private static void gather(byte[] framed, int stride, int[] at, int[] squares) {
        for (int i = 0; i < squares.length; i++) {
            int above = (short) PAIR.get(framed, at[i]);
            int below = (short) PAIR.get(framed, at[i] + stride);
            squares[i] = above & 0xFFFF | below << 16;
        }
    }

    /** Bilinear samples of the squares, by the fractions of the positions. */
    private static void blend(int[] x, int[] y, int[] squares, int[] out) {
        for (int i = 0; i < out.length; i++) {
            int right = (x[i] >> (POSITION_BITS - WEIGHT_BITS)) & (WEIGHT - 1);
            int below = (y[i] >> (POSITION_BITS - WEIGHT_BITS)) & (WEIGHT - 1);
            int square = squares[i];
            int a = square & 0xFF;
            int b = (square >> 8) & 0xFF;
            int c = (square >> 16) & 0xFF;
            int d = square >>> 24;
            int upper = (a << WEIGHT_BITS) + (b - a) * right;
            int lower = (c << WEIGHT_BITS) + (d - c) * right;
            out[i] = (upper << WEIGHT_BITS) + (lower - upper) * below;
        }
    }
}
