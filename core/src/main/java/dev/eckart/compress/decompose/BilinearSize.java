package dev.eckart.compress.decompose;

import dev.eckart.spi.compress.FactorShape;
import dev.eckart.spi.compress.PictureShape;
import java.util.ArrayList;
import java.util.List;

/**
 * A small picture, a x b, and the rank of what follows, in two factors or in one.
 *
 * @param a rows of the small picture
 * @param b columns of the small picture
 * @param rank rank of what follows
 * @param split whether two factors follow
 */
record BilinearSize(int a, int b, int rank, boolean split) {
    /** All ranks that are worth having before n outputs: two factors where they are smaller than one. */
    static List<BilinearSize> all(int a, int b, int n) {
        List<BilinearSize> sizes = new ArrayList<>();
        int full = Math.min(a * b, n);
        for (int rank = 1; rank <= full; rank++) {
            boolean split = rank < full && (long) rank * (a * b + n) < (long) a * b * n;
            if (split || rank == full) {
                sizes.add(new BilinearSize(a, b, rank, split));
            }
        }
        return sizes;
    }

    String label() {
        return "bilinear " + a + " x " + b + (split ? " rank " + rank : "");
    }

    /** The two sides, which are turned into the small picture one after the other, and what follows. */
    List<FactorShape> shapes(PictureShape picture, int outputs, boolean biased) {
        long sides = (long) picture.height() * a + (long) picture.width() * b;
        long turning = (long) picture.size() * b + (long) picture.height() * a * b;
        List<FactorShape> shapes = new ArrayList<>();
        shapes.add(new FactorShape(picture.size(), a * b, false, sides, 0, turning));
        if (split) {
            shapes.add(FactorShape.linear(a * b, rank, false));
        }
        shapes.add(FactorShape.linear(split ? rank : a * b, outputs, biased));
        return shapes;
    }
}
