package dev.eckart.app.experiment;

import dev.eckart.app.report.ChangeReport;
import dev.eckart.nn.SoftmaxCrossEntropy;
import dev.eckart.spi.train.Batch;
import dev.eckart.spi.train.Loss;
import dev.eckart.tensor.Tensor;
import dev.eckart.train.Predictions;
import java.util.ArrayList;
import java.util.List;

/** The loss that networks are measured with, which also keeps the class given to each sample. */
final class AnswerRecorder implements Loss {
    private final Loss loss = new SoftmaxCrossEntropy();
    private final List<Integer> labels = new ArrayList<>();
    private final List<Integer> classes = new ArrayList<>();

    @Override
    public double evaluate(Batch batch, Tensor logits, Tensor gradient) {
        for (int row = 0; row < batch.labels().length; row++) {
            labels.add(batch.labels()[row]);
            classes.add(Predictions.top1(logits, row));
        }
        return loss.evaluate(batch, logits, gradient);
    }

    ChangeReport.Answers answers() {
        return new ChangeReport.Answers(List.copyOf(labels), List.copyOf(classes));
    }
}
