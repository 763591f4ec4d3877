package dev.eckart.app.onnx.cost;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Times of all sizes between a few that are measured. Between two widths time grows as multiplications do, and wider never takes less:
 * what is measured otherwise is noise, and shared out between neighbours (Ayer, Brunk, Ewing, Reid and Silverman, "An empirical
 * distribution function for sampling with incomplete information", Annals of Mathematical Statistics 1955).
 *
 * <p>Kernels make {@value #VECTOR} numbers at a time, so that a factor whose width lies between two multiples multiplies for as
 * many numbers as the next multiple has. What the factor behind it takes of them, it takes one by one.
 *
 * @param axes measured widths of each factor's side, ascending
 * @param steps what the widths of each side are multiples of
 * @param macs multiplications of each factor, by the product of its two widths
 * @param times what was measured, the last side's widths beside each other
 */
record WidthGrid(List<int[]> axes, int[] steps, double[] macs, double[] times) {
    private static final int VECTOR = 8;

    /** Widths that are measured of one side, and of each of two and of more. */
    private static final int[] POINTS = {1, 8, 5, 3};

    /**
     * Widths that are to be measured.
     *
     * @param axes those of each factor's side, ascending
     * @param steps what the widths of each side are multiples of
     * @param macs multiplications of each factor, by the product of its two widths
     */
    record Plan(List<int[]> axes, int[] steps, double[] macs) {
        /** All of them, the last side's beside each other. */
        List<int[]> widths() {
            int count = axes.stream().mapToInt(axis -> axis.length).reduce(1, (a, b) -> a * b);
            return IntStream.range(0, count).mapToObj(i -> at(axes, i)).toList();
        }

        /** With what each was measured to take. */
        WidthGrid with(List<Long> times) {
            WidthGrid grid = new WidthGrid(
                    axes,
                    steps,
                    macs,
                    times.stream().mapToDouble(Long::doubleValue).toArray());
            for (int side = 0; side < axes.size(); side++) {
                grid.ascend(side);
            }
            return grid;
        }
    }

    /**
     * Plans to measure widths that lie evenly among some, on a scale of factors.
     *
     * @param all the widths of which times are wanted
     * @param macs multiplications of each factor, by the product of its two widths
     */
    static Plan among(List<int[]> all, double[] macs) {
        int sides = all.get(0).length;
        List<TreeSet<Integer>> known = new ArrayList<>();
        for (int side = 0; side < sides; side++) {
            TreeSet<Integer> widths = new TreeSet<>();
            for (int[] each : all) {
                widths.add(each[side]);
            }
            known.add(widths);
        }
        int open = (int) known.stream().filter(widths -> widths.size() > 1).count();
        int points = POINTS[Math.min(open, POINTS.length - 1)];
        int[] steps = known.stream().mapToInt(WidthGrid::step).toArray();
        List<int[]> axes = new ArrayList<>();
        for (int side = 0; side < sides; side++) {
            axes.add(axis(known.get(side), steps[side], points));
        }
        return new Plan(axes, steps, macs);
    }

    private static int step(TreeSet<Integer> widths) {
        return Math.max(1, widths.stream().reduce(0, WidthGrid::divisor));
    }

    private static int divisor(int a, int b) {
        return b == 0 ? a : divisor(b, a % b);
    }

    private static int[] axis(TreeSet<Integer> widths, int step, int points) {
        int low = step > 1 || widths.first() < VECTOR ? widths.first() : widths.first() / VECTOR * VECTOR;
        int high = rounded(widths.last(), step);
        TreeSet<Integer> axis = new TreeSet<>(List.of(low, high));
        for (int i = 1; low < high && i < points - 1; i++) {
            double width = low * Math.pow((double) high / low, (double) i / (points - 1));
            axis.add(Math.min(high, rounded((int) Math.ceil(width / step) * step, step)));
        }
        return axis.stream().mapToInt(Integer::intValue).toArray();
    }

    private static int rounded(int width, int step) {
        return width < VECTOR ? width : padded(width, step);
    }

    private static int padded(int width, int step) {
        return step > 1 ? width : (width + VECTOR - 1) / VECTOR * VECTOR;
    }

    private static int[] at(List<int[]> axes, int index) {
        int[] widths = new int[axes.size()];
        int rest = index;
        for (int side = widths.length - 1; side >= 0; side--) {
            widths[side] = axes.get(side)[rest % axes.get(side).length];
            rest /= axes.get(side).length;
        }
        return widths;
    }

    /** Pools neighbours along a side that are not in order. */
    private void ascend(int side) {
        int stride = 1;
        for (int behind = side + 1; behind < axes.size(); behind++) {
            stride *= axes.get(behind).length;
        }
        int length = axes.get(side).length;
        for (int first = 0; first < times.length; first++) {
            if (first / stride % length == 0) {
                double[] line = new double[length];
                for (int i = 0; i < length; i++) {
                    line[i] = times[first + i * stride];
                }
                double[] ascending = ascending(line);
                for (int i = 0; i < length; i++) {
                    times[first + i * stride] = ascending[i];
                }
            }
        }
    }

    /** The ascending numbers that are nearest to some: greatest of the least means of what is around each. */
    static double[] ascending(double[] line) {
        double[] ascending = new double[line.length];
        for (int i = 0; i < line.length; i++) {
            double greatest = Double.NEGATIVE_INFINITY;
            for (int from = 0; from <= i; from++) {
                double least = Double.POSITIVE_INFINITY;
                for (int to = i; to < line.length; to++) {
                    least = Math.min(
                            least, Arrays.stream(line, from, to + 1).average().orElseThrow());
                }
                greatest = Math.max(greatest, least);
            }
            ascending[i] = greatest;
        }
        return ascending;
    }

    /** Time of some widths, each between the least and the most that were asked for. */
    long time(int[] widths) {
        return Math.max(1, Math.round(time(widths, 0, 0)));
    }

    private double time(int[] widths, int side, int index) {
        if (side == axes.size()) {
            return times[index];
        }
        int[] axis = axes.get(side);
        int found = Arrays.binarySearch(axis, widths[side]);
        if (found >= 0) {
            return time(widths, side + 1, index * axis.length + found);
        }
        int above = -found - 1;
        double below = macs(widths, side, axis[above - 1]);
        double more = macs(widths, side, axis[above]) - below;
        double share = more > 0 ? (macs(widths, side, widths[side]) - below) / more : 1;
        return (1 - share) * time(widths, side + 1, index * axis.length + above - 1)
                + share * time(widths, side + 1, index * axis.length + above);
    }

    /** What the factors on both sides of a width multiply. */
    private double macs(int[] widths, int side, int width) {
        double all = 0;
        if (side > 0) {
            all += macs[side - 1] * widths[side - 1] * padded(width, steps[side]);
        }
        if (side < widths.length - 1) {
            all += macs[side] * width * padded(widths[side + 1], steps[side + 1]);
        }
        return all;
    }
}
