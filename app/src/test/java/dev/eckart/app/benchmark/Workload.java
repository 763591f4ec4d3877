package dev.eckart.app.benchmark;

import dev.eckart.app.data.Pictures;
import dev.eckart.nn.DenseProvider;
import dev.eckart.nn.Network;
import dev.eckart.nn.Relu;
import dev.eckart.nn.SoftmaxCrossEntropy;
import dev.eckart.spi.Seed;
import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.layer.LayerProvider;
import dev.eckart.spi.train.Batches;
import dev.eckart.spi.train.Trainer;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import dev.eckart.train.Sgd;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** The networks, pictures and matrices that benchmarks work on, the same on every machine. */
final class Workload {
    /** Small enough that no weight leaves the range of ordinary numbers in hours of steps on random labels. */
    private static final double LEARNING_RATE = 1e-4;

    private Workload() {}

    /** Widths from text such as {@code 784-100-50-10}. */
    static List<Integer> widths(String text) {
        return Arrays.stream(text.split("[-+]")).map(Integer::valueOf).toList();
    }

    /** Dense layers between widths: with a ReLU behind where the text has {@code -}, and nothing where it has {@code +}. */
    static Network network(String text, Precision precision) {
        List<Integer> widths = widths(text);
        String separators = text.replaceAll("[0-9]", "");
        List<Network.Node> nodes = new ArrayList<>();
        for (int i = 1; i < widths.size(); i++) {
            LayerProvider.Spec spec =
                    new LayerProvider.Spec(widths.get(i - 1), widths.get(i), 0, precision, new Seed(i));
            nodes.add(new Network.Node("dense-" + i, new DenseProvider().create(spec)));
            if (i < separators.length() && separators.charAt(i - 1) == '-') {
                nodes.add(new Network.Node("relu-" + i, new Relu()));
            }
        }
        return new Network(widths.get(0), nodes);
    }

    /** Pictures of 28 x 28 with a fifth of their pixels lit, as digits have, in 10 classes. */
    static Pictures pictures(int count) {
        SplittableRandom random = new Seed(count).random();
        byte[] pixels = new byte[count * 28 * 28];
        byte[] labels = new byte[count];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = random.nextInt(5) == 0 ? (byte) random.nextInt(256) : 0;
        }
        for (int i = 0; i < count; i++) {
            labels[i] = (byte) random.nextInt(10);
        }
        return new Pictures(count, 28, 28, pixels, labels, 10);
    }

    /** A matrix of independent numbers in -1..1. */
    static Tensor matrix(Precision precision, int rows, int columns) {
        SplittableRandom random = new Seed(rows).split(columns).random();
        Tensor matrix = Tensors.zeros(precision, rows, columns);
        Tensors.fill(matrix, i -> random.nextDouble(-1, 1));
        return matrix;
    }

    /** One epoch of gradient descent without evaluation. */
    static Trainer.Request training(Network network, Batches batches, Backend backend) {
        return new Trainer.Request(
                network,
                batches,
                Optional.empty(),
                new SoftmaxCrossEntropy(),
                new Sgd(),
                LEARNING_RATE,
                1,
                backend,
                new Trainer.Listener() {});
    }
}
