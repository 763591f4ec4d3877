package dev.eckart.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.conformance.ReferenceBackendProvider;
import dev.eckart.nn.Dense;
import dev.eckart.nn.Network;
import dev.eckart.nn.Network.Node;
import dev.eckart.nn.SoftmaxCrossEntropy;
import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.backend.BackendProvider;
import dev.eckart.spi.train.Batch;
import dev.eckart.spi.train.Batches;
import dev.eckart.spi.train.DivergenceException;
import dev.eckart.spi.train.Trainer;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BackpropTrainerTest {
    private static final double HUGE = 1e200;

    @ParameterizedTest
    @EnumSource
    void aHugeLearningRateDivergesAndTheMessageSaysWhatToDo(Precision precision) {
        DivergenceException divergence =
                assertThrows(DivergenceException.class, () -> train(precision, HUGE, samples(precision, 3)));
        String message = divergence.getMessage();
        assertTrue(message.startsWith("training diverged: the loss became "), message);
        assertTrue(message.contains("epoch 1 at learning rate 1.0E200; try a learning rate of "), message);
        assertEquals(List.of(), divergence.epochs());
    }

    @ParameterizedTest
    @EnumSource
    void lossAndAccuracyOfAnEpochAreMeansOverSamplesNotBatches(Precision precision) {
        // With steps too small to change anything, batches of 1 and 3 samples must weigh by their samples.
        Batches uneven = new Listed(List.of(
                samples(precision, 1).batches().get(0),
                samples(precision, 3).batches().get(0)));
        Trainer.Epoch epoch =
                train(precision, Double.MIN_NORMAL, uneven).epochs().get(0);
        Trainer.Epoch alone = train(precision, Double.MIN_NORMAL, samples(precision, 1))
                .epochs()
                .get(0);
        Trainer.Epoch three = train(precision, Double.MIN_NORMAL, samples(precision, 3))
                .epochs()
                .get(0);
        double bound = 32 * 4 * Precision.FLOAT64.unitRoundoff() * epoch.loss();
        assertEquals((alone.loss() + 3 * three.loss()) / 4, epoch.loss(), bound);
        assertEquals((alone.accuracy() + 3 * three.accuracy()) / 4, epoch.accuracy());
    }

    private static Trainer.Report train(Precision precision, double learningRate, Batches training) {
        Tensor first = Tensors.copy(Tensors.of(new double[] {1, -1}, new double[] {0.5, 2}), precision);
        Tensor second = Tensors.copy(Tensors.of(new double[] {1, 2}, new double[] {-1, 1}), precision);
        Network network = new Network(
                2,
                List.of(
                        new Node("dense-1", Dense.of(first, Optional.empty())),
                        new Node("dense-2", Dense.of(second, Optional.empty()))));
        return new BackpropTrainer()
                .train(new Trainer.Request(
                        network,
                        training,
                        Optional.empty(),
                        new SoftmaxCrossEntropy(),
                        new Sgd(),
                        learningRate,
                        1,
                        backend(precision),
                        new Trainer.Listener() {}));
    }

    private static Backend backend(Precision precision) {
        return new ReferenceBackendProvider().create(new BackendProvider.Settings(precision, 1));
    }

    /** One batch of some samples, handed out four times. */
    private static Listed samples(Precision precision, int rows) {
        Tensor inputs = Tensors.zeros(precision, rows, 2);
        Tensors.fill(inputs, i -> Math.cos(rows + i));
        int[] labels = new int[rows];
        labels[rows - 1] = 1;
        Batch batch = new Batch(inputs, labels);
        return new Listed(List.of(batch, batch, batch, batch));
    }

    /** Batches from a list, the same in each epoch. */
    private record Listed(List<Batch> batches) implements Batches {
        @Override
        public int samples() {
            return batches.stream().mapToInt(batch -> batch.labels().length).sum();
        }

        @Override
        public int count() {
            return batches.size();
        }

        @Override
        public Stream epoch(int epoch) {
            Iterator<Batch> next = batches.iterator();
            return new Stream() {
                @Override
                public Optional<Batch> next() {
                    return next.hasNext() ? Optional.of(next.next()) : Optional.empty();
                }

                @Override
                public void close() {}
            };
        }
    }
}
