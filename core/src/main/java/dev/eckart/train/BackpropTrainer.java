package dev.eckart.train;

import dev.eckart.spi.layer.Layer;
import dev.eckart.spi.layer.Workspace;
import dev.eckart.spi.train.Batch;
import dev.eckart.spi.train.Batches;
import dev.eckart.spi.train.DivergenceException;
import dev.eckart.spi.train.Evaluation;
import dev.eckart.spi.train.Optimizer;
import dev.eckart.spi.train.Trainer;
import dev.eckart.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Gradient descent by backpropagation, batch by batch. For a learning rate that follows a schedule, give it an optimiser that
 * is {@link Scheduled}.
 */
public final class BackpropTrainer implements Trainer {
    /** Found by ServiceLoader. */
    public BackpropTrainer() {}

    @Override
    public String name() {
        return "backprop";
    }

    @Override
    public Report train(Request request) {
        Optimizer optimizer = request.optimizer().create(request.model().parameters());
        Workspace workspace = new Workspace(request.backend());
        List<Epoch> epochs = new ArrayList<>();
        for (int epoch = 1; epoch <= request.epochs(); epoch++) {
            Epoch done = epoch(request, optimizer, workspace, epoch, epochs);
            epochs.add(done);
            request.listener().epoch(done);
        }
        return new Report(List.copyOf(epochs));
    }

    private static Epoch epoch(
            Request request, Optimizer optimizer, Workspace workspace, int epoch, List<Epoch> before) {
        long start = System.nanoTime();
        RunningMean mean = new RunningMean();
        try (Batches.Stream stream = request.training().epoch(epoch)) {
            int step = 0;
            for (Optional<Batch> batch = stream.next(); batch.isPresent(); batch = stream.next()) {
                step(request, optimizer, workspace, batch.get(), mean);
                checkFinite(mean.loss(), request, epoch, before);
                request.listener().step(epoch, ++step, request.training().count(), mean.loss());
            }
        }
        double seconds = (System.nanoTime() - start) * 1e-9;
        Optional<Evaluation> validation = request.validation()
                .map(batches -> new Evaluator(request.loss().measure()).evaluate(request.model(), batches, workspace));
        validation.ifPresent(evaluation -> checkFinite(evaluation.loss(), request, epoch, before));
        return new Epoch(epoch, mean.loss(), mean.accuracy(), validation, seconds);
    }

    private static void step(Request request, Optimizer optimizer, Workspace workspace, Batch batch, RunningMean mean) {
        workspace.rewind();
        Layer.Pass pass = request.model().forward(batch.inputs(), workspace);
        Tensor logits = pass.output();
        Tensor gradient = workspace.tensor(logits.rows(), logits.columns());
        mean.add(request.loss().evaluate(batch, logits, gradient), logits, batch.labels());
        pass.pullback().parameters(gradient);
        optimizer.step(request.learningRate());
    }

    private static void checkFinite(double loss, Request request, int epoch, List<Epoch> before) {
        if (!Double.isFinite(loss)) {
            throw new DivergenceException(epoch, request.learningRate(), loss, List.copyOf(before));
        }
    }
}
