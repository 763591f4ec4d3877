package dev.eckart.app.chart;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Where values stand on an axis. */
public sealed interface Scale {
    /**
     * Where a value stands.
     *
     * @param value any value for which {@link #shows} is true
     * @return 0 at the beginning of the axis, 1 at its end
     */
    double share(double value);

    /**
     * Whether a value has a place on the axis.
     *
     * @param value any value
     * @return true if it lies between the ends
     */
    boolean shows(double value);

    /**
     * Round values to be named along the axis.
     *
     * @param most how many have room, at least 2
     * @return them, ascending
     */
    List<Double> ticks(int most);

    /**
     * Equal differences are equally far apart.
     *
     * @param low value at the beginning
     * @param high value at the end, above it
     */
    record Linear(double low, double high) implements Scale {
        private static final double[] STEPS = {1, 2, 2.5, 5, 10};

        /**
         * A scale from one round value to another that has room for all values.
         *
         * @param values what shall be shown; what is not finite is left out
         * @return the scale; from 0 to 1 if there is nothing to show
         */
        public static Linear covering(DoubleStream values) {
            double[] finite = values.filter(Double::isFinite).sorted().toArray();
            if (finite.length == 0) {
                return new Linear(0, 1);
            }
            double low = finite[0];
            double high = finite[finite.length - 1];
            double room = high > low ? high - low : Math.max(Math.abs(low), 1) * 0.1;
            double step = step(low, low + room, 5);
            return new Linear(
                    Math.floor(low / step) * step, Math.max(Math.ceil(high / step), Math.floor(low / step) + 1) * step);
        }

        @Override
        public double share(double value) {
            return (value - low) / (high - low);
        }

        @Override
        public boolean shows(double value) {
            return value >= low && value <= high;
        }

        @Override
        public List<Double> ticks(int most) {
            double step = step(low, high, most);
            // A whole number of steps, lest rounding add up; the allowance is for ends that are such numbers
            // themselves.
            long first = (long) Math.ceil(low / step - 1e-9);
            long last = (long) Math.floor(high / step + 1e-9);
            return IntStream.rangeClosed(0, (int) (last - first))
                    .mapToObj(i -> (first + i) * step)
                    .toList();
        }

        /** The smallest round step that needs no more than so many ticks. */
        private static double step(double low, double high, int most) {
            double power = Math.pow(10, Math.floor(Math.log10((high - low) / most)));
            for (double step : STEPS) {
                if (Math.floor(high / (step * power) + 1e-9) - Math.ceil(low / (step * power) - 1e-9) + 1 <= most) {
                    return step * power;
                }
            }
            return 20 * power;
        }
    }

    /**
     * Equal differences are equally far apart, and only whole numbers are named.
     *
     * @param line the same with other numbers named as well
     */
    record Whole(Linear line) implements Scale {
        /**
         * A scale of whole numbers.
         *
         * @param low number at the beginning
         * @param high number at the end, above it
         */
        public Whole(int low, int high) {
            this(new Linear(low, high));
        }

        @Override
        public double share(double value) {
            return line.share(value);
        }

        @Override
        public boolean shows(double value) {
            return line.shows(value);
        }

        @Override
        public List<Double> ticks(int most) {
            return line.ticks(most).stream()
                    .filter(tick -> tick == Math.rint(tick))
                    .toList();
        }
    }

    /**
     * Equal ratios are equally far apart.
     *
     * @param low value at the beginning, above 0
     * @param high value at the end, above it
     */
    record Log(double low, double high) implements Scale {
        private static final List<List<Integer>> DIGITS = List.of(
                List.of(1, 2, 3, 4, 5, 6, 7, 8, 9),
                List.of(1, 2, 3, 5, 7),
                List.of(1, 2, 5),
                List.of(1, 3),
                List.of(1));

        /**
         * A scale with room for all values and some at its ends.
         *
         * @param values what shall be shown; what is not finite or not above 0 is left out
         * @return the scale; from 1 to 10 if there is nothing to show
         */
        public static Log covering(DoubleStream values) {
            double[] shown = values.filter(value -> value > 0 && Double.isFinite(value))
                    .sorted()
                    .toArray();
            if (shown.length == 0) {
                return new Log(1, 10);
            }
            double margin = Math.pow(Math.max(shown[shown.length - 1] / shown[0], 2), 0.06);
            return new Log(shown[0] / margin, shown[shown.length - 1] * margin);
        }

        @Override
        public double share(double value) {
            return Math.log(value / low) / Math.log(high / low);
        }

        @Override
        public boolean shows(double value) {
            return value >= low && value <= high;
        }

        @Override
        public List<Double> ticks(int most) {
            for (List<Integer> digits : DIGITS) {
                List<Double> ticks = ticks(digits, 1);
                if (ticks.size() <= most) {
                    // Between two round values of a narrow scale there are still round differences.
                    return ticks.size() < 2 ? new Linear(low, high).ticks(most) : ticks;
                }
            }
            int decades = (int) Math.ceil(Math.log10(high / low));
            return ticks(List.of(1), (decades + most) / most);
        }

        private List<Double> ticks(List<Integer> digits, int every) {
            int first = (int) Math.floor(Math.log10(low));
            int last = (int) Math.floor(Math.log10(high));
            return IntStream.rangeClosed(first, last)
                    .filter(power -> Math.floorMod(power, every) == 0)
                    .boxed()
                    .flatMap(power -> digits.stream().map(digit -> digit * Math.pow(10, power)))
                    .flatMap(tick -> shows(tick) ? Stream.of(tick) : Stream.empty())
                    .toList();
        }
    }
}
