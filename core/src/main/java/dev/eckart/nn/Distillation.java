package dev.eckart.nn;

import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.layer.Layer;
import dev.eckart.spi.layer.Workspace;
import dev.eckart.spi.train.Batch;
import dev.eckart.spi.train.Loss;
import dev.eckart.tensor.Tensor;

/**
 * Knowledge distillation: {@code (1 - weight) loss + weight T^2 KL(teacher, network)}, where the loss is that of the labels,
 * and the logits of teacher and network are divided by the temperature T before the softmax of the divergence.
 *
 * <p>Hinton, Vinyals and Dean, "Distilling the knowledge in a neural network", 2015. The teacher is given the very samples
 * that the network sees, augmented as they are. Networks are evaluated by the loss of the labels alone.
 */
public final class Distillation implements Loss {
    private final Layer teacher;
    private final Blend blend;
    private final Loss labels;
    private final Workspace workspace;

    /**
     * A loss with a teacher.
     *
     * @param teacher a network for the same inputs and classes, left unchanged
     * @param blend how much its answers count
     * @param labels the loss of the labels
     * @param backend what the teacher multiplies with, in its own precision
     */
    public Distillation(Layer teacher, Blend blend, Loss labels, Backend backend) {
        this.teacher = teacher;
        this.blend = blend;
        this.labels = labels;
        this.workspace = new Workspace(backend);
    }

    /**
     * How much a teacher's answers count.
     *
     * @param weight their share in the loss, from 0 to 1; the rest is the labels'
     * @param temperature what logits are divided by, above 0 and finite: the larger, the more the probabilities of wrong
     *     classes count
     */
    public record Blend(double weight, double temperature) {
        /**
         * Checks the numbers.
         *
         * @throws IllegalArgumentException if one is out of its range
         */
        public Blend {
            if (!(weight >= 0 && weight <= 1 && temperature > 0 && temperature < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("a teacher's weight must be from 0 to 1 and its temperature above 0,"
                        + " not " + weight + " and " + temperature);
            }
        }
    }

    @Override
    public double evaluate(Batch batch, Tensor logits, Tensor gradient) {
        double byLabels = labels.evaluate(batch, logits, gradient);
        workspace.rewind();
        Tensor answers = teacher.forward(batch.inputs(), workspace).output();
        Softmax wanted = new Softmax(logits.columns());
        Softmax given = new Softmax(logits.columns());
        double divergence = 0;
        for (int row = 0; row < logits.rows(); row++) {
            wanted.set(answers, row, blend.temperature());
            given.set(logits, row, blend.temperature());
            divergence += wanted.divergence(given);
            add(wanted, given, row, gradient);
        }
        double byTeacher = blend.temperature() * blend.temperature() * divergence / logits.rows();
        return (1 - blend.weight()) * byLabels + blend.weight() * byTeacher;
    }

    /** The derivative of T^2 KL is T times the difference of the probabilities. */
    private void add(Softmax wanted, Softmax given, int row, Tensor gradient) {
        double share = blend.weight() * blend.temperature() / gradient.rows();
        for (int j = 0; j < gradient.columns(); j++) {
            double difference = given.probability(j) - wanted.probability(j);
            gradient.set(row, j, (1 - blend.weight()) * gradient.get(row, j) + share * difference);
        }
    }

    @Override
    public Loss measure() {
        return labels.measure();
    }
}
