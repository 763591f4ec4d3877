package dev.eckart.spi.train;

import java.util.Arrays;

/**
 * How a network does on a set of samples.
 *
 * @param loss mean loss; NaN if the network has diverged
 * @param accuracy top-1 accuracy, 0 to 1
 * @param confusion number of samples by true class (row) and predicted class (column), classes x classes
 */
public record Evaluation(double loss, double accuracy, int[][] confusion) {
    /**
     * Whether the network predicts the same class for every sample, as one does whose units have died.
     *
     * @return true if only one column of the confusion matrix is not empty
     */
    public boolean constant() {
        return Arrays.stream(confusion)
                        .flatMapToInt(row ->
                                java.util.stream.IntStream.range(0, row.length).filter(column -> row[column] > 0))
                        .distinct()
                        .count()
                == 1;
    }
}
