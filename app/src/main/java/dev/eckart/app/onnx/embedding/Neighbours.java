package dev.eckart.app.onnx.embedding;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The nearest neighbours of each of some embeddings among the others, by cosine; exact. Of equally near ones the first is
 * the nearer one.
 *
 * @param nearest for each sample the others that are nearest, nearest first
 */
record Neighbours(int[][] nearest) {
    static Neighbours of(Embeddings embeddings, int count) {
        double[][] columns = transposed(embeddings.units());
        return new Neighbours(IntStream.range(0, embeddings.count())
                .mapToObj(sample -> largest(cosines(embeddings.units()[sample], columns), sample, count))
                .toArray(int[][]::new));
    }

    private static double[][] transposed(double[][] rows) {
        double[][] columns = new double[rows[0].length][rows.length];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < columns.length; j++) {
                columns[j][i] = rows[i][j];
            }
        }
        return columns;
    }

    /** Column by column, so that each step is the same for all samples, which the machine does several of at once. */
    private static double[] cosines(double[] unit, double[][] columns) {
        double[] cosines = new double[columns[0].length];
        for (int j = 0; j < unit.length; j++) {
            double number = unit[j];
            double[] column = columns[j];
            for (int i = 0; i < cosines.length; i++) {
                cosines[i] += number * column[i];
            }
        }
        return cosines;
    }

    private static int[] largest(double[] cosines, int but, int count) {
        int[] best = new int[count];
        int known = 0;
        for (int i = 0; i < cosines.length; i++) {
            if (i == but || known == count && cosines[i] <= cosines[best[count - 1]]) {
                continue;
            }
            int place = known < count ? known++ : count - 1;
            while (place > 0 && cosines[best[place - 1]] < cosines[i]) {
                best[place] = best[place - 1];
                place--;
            }
            best[place] = i;
        }
        return best;
    }

    /** How many neighbours of a sample are among those that it has elsewhere. */
    int shared(Neighbours other, int sample) {
        return (int) Arrays.stream(nearest[sample])
                .filter(one -> Arrays.stream(other.nearest[sample]).anyMatch(i -> i == one))
                .count();
    }

    /** The share of all neighbours that are neighbours elsewhere too. */
    double recall(Neighbours other) {
        long shared = IntStream.range(0, nearest.length)
                .mapToLong(sample -> shared(other, sample))
                .sum();
        return (double) shared
                / Arrays.stream(nearest).mapToLong(all -> all.length).sum();
    }
}
