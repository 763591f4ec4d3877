package dev.eckart.app.experiment;

import dev.eckart.app.config.DistillationSettings;
import dev.eckart.app.config.FineTuneSettings;
import dev.eckart.nn.Distillation;
import dev.eckart.nn.LabelSmoothing;
import dev.eckart.nn.Network;
import dev.eckart.nn.SoftmaxCrossEntropy;
import dev.eckart.spi.Seed;
import dev.eckart.spi.train.Loss;
import java.util.Optional;

/**
 * How a network that was cut learns again.
 *
 * @param equipment the plug-ins
 * @param settings how long, how fast, from whom
 */
record FineTuning(Equipment equipment, FineTuneSettings settings) {
    /**
     * The training of one network.
     *
     * @param network trained in place
     * @param teacher the network before compression, needed if it shall teach
     * @param learningRate step size
     * @param seed order and moves of the pictures
     */
    NetworkTraining.Task task(Network network, Optional<Network> teacher, double learningRate, Seed seed) {
        return new NetworkTraining.Task(
                network,
                loss(teacher),
                equipment.fineTune(),
                learningRate,
                settings.epochs(),
                new NetworkTraining.Sampling(settings.samples(), settings.batchSize(), settings.augment(), seed));
    }

    private Loss loss(Optional<Network> teacher) {
        Loss labels = LabelSmoothing.of(new SoftmaxCrossEntropy(), settings.labelSmoothing());
        DistillationSettings teaching = settings.distillation();
        if (teaching.weight() == 0) {
            return labels;
        }
        Distillation.Blend blend = new Distillation.Blend(teaching.weight(), teaching.temperature());
        return new Distillation(teacher.orElseThrow(), blend, labels, equipment.backend());
    }
}
