package dev.eckart.train;

import dev.eckart.tensor.Tensor;

/** The classes that logits predict. */
public final class Predictions {
    private Predictions() {}

    /**
     * The class with the largest logit, the first of equals.
     *
     * @param logits batch x classes
     * @param row which sample
     * @return the class, from 0; NaN is passed over, but for one of class 0, which makes the answer 0
     */
    public static int top1(Tensor logits, int row) {
        int best = 0;
        for (int j = 1; j < logits.columns(); j++) {
            best = logits.get(row, j) > logits.get(row, best) ? j : best;
        }
        return best;
    }
}
