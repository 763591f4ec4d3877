package dev.eckart.train;

import dev.eckart.spi.layer.Layer;
import dev.eckart.spi.layer.Workspace;
import dev.eckart.spi.train.Batch;
import dev.eckart.spi.train.Batches;
import dev.eckart.spi.train.Evaluation;
import dev.eckart.spi.train.Loss;
import dev.eckart.tensor.Tensor;
import java.util.Optional;

/**
 * Measures a network on samples.
 *
 * @param loss the loss to report
 */
public record Evaluator(Loss loss) {
    /**
     * Evaluates a network on the first epoch of the batches.
     *
     * @param model the network, left unchanged; its outputs are logits, samples x classes
     * @param batches the samples
     * @param workspace backend and buffers; rewound before each batch
     * @return loss, accuracy and confusion matrix over all samples
     */
    public Evaluation evaluate(Layer model, Batches batches, Workspace workspace) {
        RunningMean mean = new RunningMean();
        int[][] confusion = new int[0][0];
        try (Batches.Stream stream = batches.epoch(1)) {
            for (Optional<Batch> next = stream.next(); next.isPresent(); next = stream.next()) {
                workspace.rewind();
                Batch batch = next.get();
                Tensor logits = model.forward(batch.inputs(), workspace).output();
                int[] labels = batch.labels();
                confusion = confusion.length == 0 ? new int[logits.columns()][logits.columns()] : confusion;
                Tensor gradient = workspace.tensor(logits.rows(), logits.columns());
                mean.add(loss.evaluate(batch, logits, gradient), logits, labels);
                count(logits, labels, confusion);
            }
        }
        return new Evaluation(mean.loss(), mean.accuracy(), confusion);
    }

    private static void count(Tensor logits, int[] labels, int[][] confusion) {
        for (int row = 0; row < labels.length; row++) {
            confusion[labels[row]][Predictions.top1(logits, row)]++;
        }
    }
}
