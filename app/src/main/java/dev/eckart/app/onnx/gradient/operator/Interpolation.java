package dev.eckart.app.onnx.gradient.operator;

import dev.eckart.app.onnx.model.Attributes;
import java.util.stream.IntStream;

/**
 * How the elements of a resized axis are made of those of the axis. Places are worked out in float32 as ONNX Runtime does, so
 * that a place between two elements is nearest to the same one.
 *
 * @param mode {@code nearest}, {@code linear} or {@code cubic}
 * @param coordinates which place of the axis an element comes from
 * @param rounding which element is nearest to a place
 * @param coefficient of the cubic (Keys, "Cubic convolution interpolation for digital image processing", IEEE Transactions
 *     on Acoustics, Speech, and Signal Processing 29(6), 1981)
 * @param excluding whether elements beyond the ends count nothing rather than as the outermost ones
 */
record Interpolation(String mode, String coordinates, String rounding, double coefficient, boolean excluding) {
    /** Where a part of the image is resized, which none of the others does. */
    static final String CROP = "tf_crop_and_resize";

    /** What operators do before they are told: elements are where they begin, and nearest towards the larger ones of two. */
    static Interpolation first(Attributes attributes) {
        return new Interpolation(attributes.text("mode", "nearest"), "asymmetric", "first", 0, false);
    }

    static Interpolation of(Attributes attributes) {
        return new Interpolation(
                attributes.text("mode", "nearest"),
                attributes.text("coordinate_transformation_mode", "half_pixel"),
                attributes.text("nearest_mode", "round_prefer_floor"),
                attributes.real("cubic_coeff_a", -0.75),
                attributes.integer("exclude_outside", 0) == 1);
    }

    /**
     * An axis that is resized.
     *
     * @param from its size
     * @param to its size afterwards
     * @param scale how many times larger it becomes; the size afterwards is rounded
     * @param begin of the part that is resized, as a share of the axis
     * @param end of the part that is resized
     */
    record Axis(int from, int to, float scale, float begin, float end) {}

    /** Weights of the elements of the axis (columns) in those of the resized axis (rows). */
    double[][] weights(Axis axis) {
        return IntStream.range(0, axis.to())
                .mapToObj(at -> weights(axis, place(axis, at)))
                .toArray(double[][]::new);
    }

    private float place(Axis axis, float at) {
        float last = axis.from() - 1;
        return switch (coordinates) {
            case "asymmetric" -> at / axis.scale();
            case "align_corners" -> axis.to() == 1 ? 0 : at * last / (axis.to() - 1);
            case "pytorch_half_pixel" -> axis.to() == 1 ? 0 : (at + 0.5f) / axis.scale() - 0.5f;
            case "tf_half_pixel_for_nn" -> (at + 0.5f) / axis.scale();
            case "half_pixel_symmetric" -> {
                float offset = axis.from() / 2f * (1 - axis.to() / (axis.scale() * axis.from()));
                yield offset + (at + 0.5f) / axis.scale() - 0.5f;
            }
            case CROP ->
                axis.to() == 1
                        ? 0.5f * (axis.begin() + axis.end()) * last
                        : axis.begin() * last + at * (axis.end() - axis.begin()) * last / (axis.to() - 1);
            default -> (at + 0.5f) / axis.scale() - 0.5f;
        };
    }

    private double[] weights(Axis axis, float place) {
        double[] weights = new double[axis.from()];
        if (coordinates.equals(CROP) && (place < 0 || place > axis.from() - 1)) {
            return weights;
        }
        switch (mode) {
            case "nearest" -> weights[within(nearest(place, axis.scale()), axis)] = 1;
            case "cubic" -> cubic(weights, place, axis);
            default -> linear(weights, Math.max(0, Math.min(axis.from() - 1, place)), axis);
        }
        return weights;
    }

    private int nearest(float place, float scale) {
        return (int)
                switch (rounding) {
                    case "first" -> scale < 1 ? Math.ceil(place) : Math.floor(place);
                    case "floor" -> Math.floor(place);
                    case "ceil" -> Math.ceil(place);
                    case "round_prefer_ceil" -> Math.floor(place + 0.5);
                    default -> Math.ceil(place - 0.5);
                };
    }

    private static int within(int at, Axis axis) {
        return Math.max(0, Math.min(axis.from() - 1, at));
    }

    private static void linear(double[] weights, float place, Axis axis) {
        int below = (int) place;
        weights[below] += 1 - (place - below);
        weights[within(below + 1, axis)] += place - below;
    }

    private void cubic(double[] weights, float place, Axis axis) {
        int below = (int) Math.floor(place);
        double total = 0;
        for (int at = below - 1; at <= below + 2; at++) {
            if (!excluding || at == within(at, axis)) {
                weights[within(at, axis)] += kernel(Math.abs(place - at));
                total += kernel(Math.abs(place - at));
            }
        }
        for (int at = 0; excluding && at < weights.length; at++) {
            weights[at] /= total;
        }
    }

    private double kernel(double distance) {
        return distance <= 1
                ? ((coefficient + 2) * distance - (coefficient + 3)) * distance * distance + 1
                : ((distance - 5) * distance + 8) * distance * coefficient - 4 * coefficient;
    }
}
