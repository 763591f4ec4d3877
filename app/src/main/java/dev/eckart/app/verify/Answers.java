package dev.eckart.app.verify;

import dev.eckart.app.experiment.Experiment;
import dev.eckart.nn.Network;
import dev.eckart.nn.SoftmaxCrossEntropy;
import dev.eckart.spi.train.Batch;
import dev.eckart.spi.train.Evaluation;
import dev.eckart.spi.train.Loss;
import dev.eckart.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a network answers to the test pictures.
 *
 * @param logits one row a picture
 * @param evaluation what the pipeline makes of them
 */
record Answers(List<double[]> logits, Evaluation evaluation) {
    static Answers of(Experiment experiment, Network network) {
        Recorder recorder = new Recorder(new SoftmaxCrossEntropy(), new ArrayList<>());
        Evaluation evaluation = experiment.test(network, recorder);
        return new Answers(recorder.logits(), evaluation);
    }

    int count() {
        return logits.size();
    }

    /** The class with the largest logit, the first of equals. */
    int label(int picture) {
        double[] row = logits.get(picture);
        return IntStream.range(0, row.length).reduce(0, (best, j) -> row[j] > row[best] ? j : best);
    }

    /** How much larger the logit of one class is than that of another. */
    double margin(int picture, int label, int other) {
        return logits.get(picture)[label] - logits.get(picture)[other];
    }

    /** How much larger the largest logit is than the next. */
    double margin(int picture) {
        int label = label(picture);
        return IntStream.range(0, logits.get(picture).length)
                .filter(j -> j != label)
                .mapToDouble(j -> margin(picture, label, j))
                .min()
                .orElse(Double.POSITIVE_INFINITY);
    }

    /** The loss the pipeline measures with, which sees all logits. */
    private record Recorder(Loss loss, List<double[]> logits) implements Loss {
        @Override
        public double evaluate(Batch batch, Tensor answers, Tensor gradient) {
            for (int i = 0; i < answers.rows(); i++) {
                int row = i;
                logits.add(IntStream.range(0, answers.columns())
                        .mapToDouble(j -> answers.get(row, j))
                        .toArray());
            }
            return loss.evaluate(batch, answers, gradient);
        }
    }
}
