package dev.eckart.app.data.digits;

import java.util.List;
import java.util.SplittableRandom;

/**
 * How one picture is written: each point is moved a little, the whole is bent, slanted, turned and stretched, and comes
 * to lie near the middle of the picture.
 *
 * <p>Uses {@link StrictMath} where the result could differ from machine to machine.
 */
final class Hand {
    /** Standard deviation of the movement of each control point, in the digit's box. */
    private static final double TREMOR = 0.024;
    /** Standard deviation of the amplitudes of the waves that bend the digit. */
    private static final double BEND = 0.026;
    /** Waves along each axis. */
    private static final int WAVES = 3;

    private final SplittableRandom random;
    private final double[][] waves = new double[2 * WAVES][];
    private final double cosine;
    private final double sine;
    private final double slant;
    private final double stretch;

    /**
     * A way of writing.
     *
     * @param random what makes it up
     */
    Hand(SplittableRandom random) {
        this.random = random;
        for (int i = 0; i < waves.length; i++) {
            waves[i] = new double[] {
                bell() * BEND, uniform(-1.3, 1.3), uniform(-1.3, 1.3), uniform(0, 2 * Math.PI),
            };
        }
        double angle = bell() * 0.10;
        cosine = StrictMath.cos(angle);
        sine = StrictMath.sin(angle);
        slant = bell() * 0.20 + 0.10;
        stretch = 0.78 * StrictMath.exp(bell() * 0.16);
    }

    /**
     * Writes a digit.
     *
     * @param strokes its strokes, in a box from 0 to 1
     * @param size height and width of the picture
     * @return its strokes, in pixels
     */
    List<Stroke> write(List<Stroke> strokes, int size) {
        List<Stroke> written = strokes.stream()
                .map(this::trembling)
                .map(Stroke::smooth)
                .map(this::bent)
                .toList();
        return placed(written, size);
    }

    private Stroke trembling(Stroke stroke) {
        double[] x = stroke.x().clone();
        double[] y = stroke.y().clone();
        for (int i = 0; i < x.length; i++) {
            boolean corner = i > 0 && stroke.x()[i] == stroke.x()[i - 1] && stroke.y()[i] == stroke.y()[i - 1];
            x[i] = corner ? x[i - 1] : x[i] + bell() * TREMOR;
            y[i] = corner ? y[i - 1] : y[i] + bell() * TREMOR;
        }
        return new Stroke(x, y);
    }

    private Stroke bent(Stroke stroke) {
        double[] x = new double[stroke.length()];
        double[] y = new double[stroke.length()];
        for (int i = 0; i < x.length; i++) {
            double right = stroke.x()[i] - 0.5;
            double down = stroke.y()[i] - 0.5;
            double bentRight = stretch * (right + wave(0, right, down));
            double bentDown = down + wave(WAVES, right, down);
            double slanted = bentRight - slant * bentDown;
            x[i] = cosine * slanted - sine * bentDown;
            y[i] = sine * slanted + cosine * bentDown;
        }
        return new Stroke(x, y);
    }

    private double wave(int from, double right, double down) {
        double sum = 0;
        for (int i = from; i < from + WAVES; i++) {
            double[] wave = waves[i];
            sum += wave[0] * StrictMath.sin(2 * Math.PI * (wave[1] * right + wave[2] * down) + wave[3]);
        }
        return sum;
    }

    /** Scales the digit to the usual height, or width if it is broad, and centres its box but for a small shift. */
    private List<Stroke> placed(List<Stroke> strokes, int size) {
        double[] across = range(strokes.stream().map(Stroke::x).toList());
        double[] along = range(strokes.stream().map(Stroke::y).toList());
        double room = size * (0.66 + bell() * 0.045);
        double scale = room / Math.max(along[1] - along[0], across[1] - across[0]);
        double right = size / 2.0 - scale * (across[0] + across[1]) / 2 + bell() * 1.0;
        double down = size / 2.0 - scale * (along[0] + along[1]) / 2 + bell() * 1.0;
        return strokes.stream()
                .map(stroke -> new Stroke(moved(stroke.x(), scale, right), moved(stroke.y(), scale, down)))
                .toList();
    }

    private static double[] moved(double[] values, double scale, double shift) {
        double[] moved = new double[values.length];
        for (int i = 0; i < moved.length; i++) {
            moved[i] = scale * values[i] + shift;
        }
        return moved;
    }

    private static double[] range(List<double[]> lists) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (double[] list : lists) {
            for (double value : list) {
                least = Math.min(least, value);
                most = Math.max(most, value);
            }
        }
        return new double[] {least, most};
    }

    private double uniform(double from, double to) {
        return from + (to - from) * random.nextDouble();
    }

    /** The sum of four uniform numbers: mean 0, variance 1, nearly normal, and never beyond 2 sqrt(3). */
    private double bell() {
        double sum = random.nextDouble() + random.nextDouble() + random.nextDouble() + random.nextDouble() - 2;
        return sum * 1.7320508075688772;
    }
}
