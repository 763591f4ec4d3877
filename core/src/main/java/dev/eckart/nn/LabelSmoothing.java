package dev.eckart.nn;

import dev.eckart.spi.train.Batch;
import dev.eckart.spi.train.Loss;
import dev.eckart.tensor.Tensor;

/**
 * Label smoothing: {@code (1 - share) loss + share H(uniform, softmax)} with the cross-entropy H of the uniform distribution
 * over all classes, which keeps a network from growing ever more confident.
 *
 * <p>Szegedy et al., "Rethinking the Inception architecture for computer vision", CVPR 2016, section 7. Networks are
 * evaluated by the loss of the labels as they are.
 *
 * @param labels the loss of the labels
 * @param share what all classes get in equal parts, from 0 to 1
 */
public record LabelSmoothing(Loss labels, double share) implements Loss {
    /**
     * Checks the share.
     *
     * @throws IllegalArgumentException if it is out of its range
     */
    public LabelSmoothing {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("what smoothing gives to all classes must be from 0 to 1, not " + share);
        }
    }

    /**
     * A smoothed loss, or the loss itself for a share of 0.
     *
     * @param labels the loss of the labels
     * @param share what all classes get in equal parts, from 0 to 1
     * @return a loss
     * @throws IllegalArgumentException if the share is out of its range
     */
    public static Loss of(Loss labels, double share) {
        return share == 0 ? labels : new LabelSmoothing(labels, share);
    }

    @Override
    public double evaluate(Batch batch, Tensor logits, Tensor gradient) {
        double byLabels = labels.evaluate(batch, logits, gradient);
        int classes = logits.columns();
        Softmax softmax = new Softmax(classes);
        double surprise = 0;
        for (int row = 0; row < logits.rows(); row++) {
            softmax.set(logits, row, 1);
            for (int j = 0; j < classes; j++) {
                surprise -= softmax.logProbability(j) / classes;
                double evenly = (softmax.probability(j) - 1.0 / classes) / logits.rows();
                gradient.set(row, j, (1 - share) * gradient.get(row, j) + share * evenly);
            }
        }
        return (1 - share) * byLabels + share * surprise / logits.rows();
    }

    @Override
    public Loss measure() {
        return labels.measure();
    }
}
