package dev.eckart.app.onnx.embedding;

import java.util.Arrays;
import java.util.List;

/**
 * Embeddings as directions.
 *
 * @param units a vector of length 1 for each sample, or zeros of one that has no direction
 */
record Embeddings(double[][] units) {
    /** The directions of vectors. One that is zero, or has a number that is not finite, has none. */
    static Embeddings of(List<double[]> vectors) {
        return new Embeddings(vectors.stream().map(Embeddings::unit).toArray(double[][]::new));
    }

    /** Scaled first, so that no square leaves the range of numbers. */
    private static double[] unit(double[] vector) {
        double largest = Arrays.stream(vector).map(Math::abs).max().orElse(0);
        if (largest == 0 || !Double.isFinite(largest)) {
            return new double[vector.length];
        }
        double[] scaled = Arrays.stream(vector).map(number -> number / largest).toArray();
        double norm =
                Math.sqrt(Arrays.stream(scaled).map(number -> number * number).sum());
        return Arrays.stream(scaled).map(number -> number / norm).toArray();
    }

    int count() {
        return units.length;
    }

    /** No more than so many of them. */
    Embeddings first(int most) {
        return count() <= most ? this : new Embeddings(Arrays.copyOf(units, most));
    }

    boolean isDirected(int sample) {
        return Arrays.stream(units[sample]).anyMatch(number -> number != 0);
    }

    /** The cosine of the angle between two of them. */
    double cosine(int one, int other) {
        double sum = 0;
        for (int i = 0; i < units[one].length; i++) {
            sum += units[one][i] * units[other][i];
        }
        return sum;
    }

    /**
     * One less the cosine of the angle between a sample's and the same sample's in another model, to full precision
     * however small the angle is: half of the squared distance of the units. 1 if one of them has no direction, 0 if none
     * has.
     */
    double change(Embeddings other, int sample) {
        if (isDirected(sample) != other.isDirected(sample)) {
            return 1;
        }
        double distance = 0;
        for (int i = 0; i < units[sample].length; i++) {
            double apart = units[sample][i] - other.units[sample][i];
            distance += apart * apart;
        }
        return distance / 2;
    }
}
