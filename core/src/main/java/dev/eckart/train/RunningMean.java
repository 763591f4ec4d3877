package dev.eckart.train;

import dev.eckart.tensor.Tensor;

/** Mean loss and accuracy over the samples seen so far. */
final class RunningMean {
    private double loss;
    private long correct;
    private long samples;

    void add(double meanLoss, Tensor logits, int[] labels) {
        loss += meanLoss * labels.length;
        samples += labels.length;
        for (int row = 0; row < labels.length; row++) {
            correct += Predictions.top1(logits, row) == labels[row] ? 1 : 0;
        }
    }

    double loss() {
        return loss / samples;
    }

    double accuracy() {
        return (double) correct / samples;
    }
}
