package dev.eckart.infer;

import dev.eckart.compress.Compressor;
import dev.eckart.compress.FactorStyle;
import dev.eckart.compress.InnerBias;
import dev.eckart.compress.allocate.DivisorAllocator;
import dev.eckart.compress.decompose.TruncatedSvd;
import dev.eckart.conformance.ReferenceBackendProvider;
import dev.eckart.nn.Bilinear;
import dev.eckart.nn.Dense;
import dev.eckart.nn.DenseProvider;
import dev.eckart.nn.Network;
import dev.eckart.nn.Network.Node;
import dev.eckart.nn.Relu;
import dev.eckart.registry.CheckedBackend;
import dev.eckart.spi.Seed;
import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.backend.BackendProvider;
import dev.eckart.spi.compress.Budget;
import dev.eckart.spi.layer.Layer;
import dev.eckart.spi.layer.LayerProvider;
import dev.eckart.spi.layer.Linear;
import dev.eckart.spi.layer.Parameter;
import dev.eckart.spi.layer.Workspace;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Networks to compile, samples for them, and how far two ways of computing the same may differ. */
final class Models {
    private static final Seed SEED = new Seed(11);
    private static final double SLACK = 32;

    private Models() {}

    static Backend backend(Precision precision) {
        return CheckedBackend.open(new ReferenceBackendProvider(), new BackendProvider.Settings(precision, 1));
    }

    /** Layers one after the other. */
    static Network of(int inputs, Layer... layers) {
        List<Node> nodes = new ArrayList<>();
        Arrays.stream(layers).forEach(layer -> nodes.add(new Node("layer-" + nodes.size(), layer)));
        return new Network(inputs, nodes);
    }

    static Layer dense(Precision precision, int inputs, int outputs) {
        Seed seed = SEED.split(inputs).split(outputs);
        return new DenseProvider().create(new LayerProvider.Spec(inputs, outputs, 0.1, precision, seed));
    }

    /** The shape of the document's network at a third of its widths, with a rectifier after each layer but the last. */
    static Network base(Precision precision) {
        return of(
                260,
                dense(precision, 260, 34),
                new Relu(),
                dense(precision, 34, 17),
                new Relu(),
                dense(precision, 17, 10));
    }

    /** A network that takes pictures: two sides, a rectifier if a + b is odd, and a layer. */
    static Network pictures(Precision precision, int height, int width, int a, int b) {
        Layer sides = Bilinear.of(matrix(precision, height, a), matrix(precision, width, b));
        return (a + b) % 2 == 0
                ? of(height * width, sides, dense(precision, a * b, 11))
                : of(height * width, sides, new Relu(), dense(precision, a * b, 18), new Relu());
    }

    private static Tensor matrix(Precision precision, int rows, int columns) {
        SplittableRandom random = SEED.split(rows).split(columns).random();
        Tensor matrix = Tensors.zeros(precision, rows, columns);
        Tensors.fill(matrix, i -> random.nextGaussian());
        return matrix;
    }

    /** The base cut by a divisor, with a bias between the factors that is not 0. */
    static Network compressed(Precision precision, int level) {
        FactorStyle style = new FactorStyle(InnerBias.SLICED, Optional.empty());
        return new Compressor(new TruncatedSvd(), new DivisorAllocator(), style, true)
                .factorise(base(precision), backend(precision), SEED)
                .compress(new Budget(level))
                .network();
    }

    /** Normal numbers of which most have been set to 0, as in pictures. */
    static Tensor samples(Precision precision, int rows, int inputs) {
        SplittableRandom random = SEED.split("samples").random();
        Tensor samples = Tensors.zeros(precision, rows, inputs);
        Tensors.fill(samples, i -> random.nextDouble() < 0.7 ? 0 : random.nextGaussian());
        return samples;
    }

    static Tensor forward(Network network, Tensor samples) {
        return network.forward(samples, new Workspace(backend(samples.precision())))
                .output();
    }

    /**
     * What rounding may do to an output: the network's own bound, with the magnitudes of all weights and inputs in place
     * of their values and without layers that make nothing larger, times the unit roundoff and the lengths of all sums.
     */
    static double bound(Network network, Tensor samples) {
        Tensor magnitudes = magnitudes(samples);
        Workspace exact = new Workspace(backend(Precision.FLOAT64));
        int lengths = 0;
        for (Layer layer : withWeights(network).toList()) {
            magnitudes = absolute(layer).forward(magnitudes, exact).output();
            lengths += layer.parameters().stream()
                    .filter(Parameter::decays)
                    .mapToInt(weights -> weights.value().rows())
                    .sum();
        }
        double largest = Arrays.stream(magnitudes.doubles()).max().orElseThrow();
        return SLACK * lengths * samples.precision().unitRoundoff() * largest;
    }

    private static Layer absolute(Layer layer) {
        return layer instanceof Bilinear bilinear
                ? Bilinear.of(magnitudes(bilinear.left()), magnitudes(bilinear.right()))
                : Dense.of(
                        magnitudes(((Linear) layer).weights()),
                        ((Linear) layer).bias().map(Models::magnitudes));
    }

    private static Stream<Layer> withWeights(Layer layer) {
        if (layer instanceof Network network) {
            return network.nodes().stream().flatMap(node -> withWeights(node.layer()));
        }
        return layer instanceof Linear || layer instanceof Bilinear ? Stream.of(layer) : Stream.empty();
    }

    private static Tensor magnitudes(Tensor tensor) {
        Tensor magnitudes = Tensors.zeros(Precision.FLOAT64, tensor.rows(), tensor.columns());
        Tensors.fill(magnitudes, i -> Math.abs(Tensors.element(tensor).applyAsDouble(i)));
        return magnitudes;
    }

    /** The largest difference of two tensors of one shape; NaN if one has a NaN. */
    static double difference(Tensor a, Tensor b) {
        double largest = 0;
        for (int i = 0; i < a.size(); i++) {
            double difference =
                    Tensors.element(a).applyAsDouble(i) - Tensors.element(b).applyAsDouble(i);
            largest = Math.max(largest, Math.abs(difference));
        }
        return largest;
    }
}
