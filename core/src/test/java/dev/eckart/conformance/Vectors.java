package dev.eckart.conformance;

/** Arithmetic of plain arrays, for {@link Jacobi}. */
final class Vectors {
    /** Squared length below which a column of a matrix of norm 1 to 2 is rounding noise: (4 u)<sup>2</sup>. */
    static final double NOISE = 0x1p-102;

    private Vectors() {}

    static double dot(double[] x, double[] y) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += x[i] * y[i];
        }
        return sum;
    }

    static double[] scaled(double[] x, double factor) {
        double[] scaled = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            scaled[i] = factor * x[i];
        }
        return scaled;
    }

    static void rotate(double[] x, double[] y, double cosine, double sine) {
        for (int i = 0; i < x.length; i++) {
            double old = x[i];
            x[i] = cosine * old - sine * y[i];
            y[i] = sine * old + cosine * y[i];
        }
    }

    /** Fills the empty ones among orthonormal vectors, by Gram-Schmidt on unit vectors, twice for accuracy. */
    static void complete(double[][] vectors, int length) {
        int unit = 0;
        for (int j = 0; j < vectors.length; j++) {
            while (vectors[j].length == 0) {
                double[] candidate = new double[length];
                candidate[unit++] = 1;
                removeAll(vectors, candidate);
                double norm = Math.sqrt(dot(candidate, candidate));
                // Some unit vector keeps at least 1 / sqrt(length) of itself as long as a direction is missing.
                if (norm * norm * 2 * length >= 1) {
                    double[] unitLength = scaled(candidate, 1 / norm);
                    removeAll(vectors, unitLength);
                    vectors[j] = scaled(unitLength, 1 / Math.sqrt(dot(unitLength, unitLength)));
                }
            }
        }
    }

    private static void removeAll(double[][] vectors, double[] from) {
        for (double[] vector : vectors) {
            if (vector.length > 0) {
                double along = dot(vector, from);
                for (int i = 0; i < from.length; i++) {
                    from[i] -= along * vector[i];
                }
            }
        }
    }
}
