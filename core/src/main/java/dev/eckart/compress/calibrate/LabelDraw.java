package dev.eckart.compress.calibrate;

import dev.eckart.tensor.Tensor;
import java.util.SplittableRandom;

/**
 * Draws a label for each row from the softmax of its logits.
 *
 * @param random what to draw with
 */
record LabelDraw(SplittableRandom random) {
    int[] draw(Tensor logits) {
        int[] labels = new int[logits.rows()];
        for (int row = 0; row < labels.length; row++) {
            labels[row] = draw(logits, row);
        }
        return labels;
    }

    /** The largest of the logits with noise of the extreme value distribution added is distributed as the softmax. */
    private int draw(Tensor logits, int row) {
        int drawn = 0;
        double largest = Double.NEGATIVE_INFINITY;
        for (int j = 0; j < logits.columns(); j++) {
            double noisy = logits.get(row, j) - Math.log(-Math.log(random.nextDouble(Double.MIN_NORMAL, 1)));
            if (noisy > largest) {
                largest = noisy;
                drawn = j;
            }
        }
        return drawn;
    }
}
