package dev.eckart.conformance;

import dev.eckart.nn.DenseProvider;
import dev.eckart.spi.Seed;
import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.layer.Layer;
import dev.eckart.spi.layer.LayerProvider;
import dev.eckart.spi.train.Batches;
import dev.eckart.spi.train.OptimizerProvider;
import dev.eckart.spi.train.Trainer;
import dev.eckart.tensor.Precision;
import java.util.Optional;

/**
 * A trainer under test, with what it is asked for.
 *
 * @param trainer the trainer
 * @param optimizer how it shall step
 * @param learningRate step size
 * @param epochs passes over the samples
 * @param backend what it multiplies with
 * @param seed randomness of the network and of the samples
 */
record TrainerCase(
        Trainer trainer, OptimizerProvider optimizer, double learningRate, int epochs, Backend backend, Seed seed) {
    private static final Trainer.Listener SILENT = new Trainer.Listener() {};

    /** A new network of one layer, always the same. */
    Layer model() {
        return new DenseProvider()
                .create(new LayerProvider.Spec(Clouds.WIDTH, Clouds.CLASSES, 0, precision(), seed.split("model")));
    }

    Clouds training() {
        return Clouds.of(precision(), seed.split("training"));
    }

    Clouds validation() {
        return Clouds.of(precision(), seed.split("validation"));
    }

    Clouds broken(int epoch) {
        return Clouds.broken(precision(), seed.split("training"), epoch);
    }

    Trainer.Report train(Layer model, Batches training, Optional<Batches> validation, int epochs) {
        return train(model, training, validation, epochs, SILENT);
    }

    Trainer.Report train(
            Layer model, Batches training, Optional<Batches> validation, int epochs, Trainer.Listener listener) {
        return trainer.train(new Trainer.Request(
                model, training, validation, new TaughtLoss(), optimizer, learningRate, epochs, backend, listener));
    }

    Precision precision() {
        return backend.precision();
    }
}
