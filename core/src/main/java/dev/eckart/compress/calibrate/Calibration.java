package dev.eckart.compress.calibrate;

import dev.eckart.nn.Network;
import dev.eckart.nn.Network.Node;
import dev.eckart.spi.Seed;
import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.compress.Decomposer;
import dev.eckart.spi.compress.Statistics;
import dev.eckart.spi.layer.Layer.Pass;
import dev.eckart.spi.layer.Linear;
import dev.eckart.spi.layer.Workspace;
import dev.eckart.spi.train.Batch;
import dev.eckart.spi.train.Batches;
import dev.eckart.spi.train.Loss;
import dev.eckart.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Calibration: observes the activations and gradients of a network's linear layers in one pass over training samples.
 *
 * <p>Gradients are those of the loss for labels drawn from the network's own predictions, whose second moment is the
 * Fisher information: Martens and Grosse, "Optimizing neural networks with Kronecker-factored approximate curvature",
 * ICML 2015. By the samples' own labels a network that has learnt them would look insensitive: its gradients vanish.
 *
 * @param loss the loss, of logits whose softmax are the predicted probabilities
 * @param backend what to multiply with
 * @param seed randomness of the drawn labels
 */
public record Calibration(Loss loss, Backend backend, Seed seed) {
    /**
     * Observes every linear layer.
     *
     * @param network the network, left unchanged
     * @param samples training samples, of which the first epoch is used
     * @param kinds what to observe
     * @return what was observed, by layer name; empty, without a pass, if there is nothing to observe
     */
    public Map<String, Statistics> observe(Network network, Batches samples, Set<Statistics.Kind> kinds) {
        return observe(network, samples, layer -> kinds);
    }

    /**
     * Observes of every linear layer what a decomposer needs of it.
     *
     * @param network the network, left unchanged
     * @param samples training samples, of which the first epoch is used
     * @param decomposer says what it needs of each layer
     * @return what was observed, by layer name; empty, without a pass, if nothing is needed
     */
    public Map<String, Statistics> observe(Network network, Batches samples, Decomposer decomposer) {
        return observe(
                network,
                samples,
                layer ->
                        decomposer.needs(layer.weights().rows(), layer.weights().columns()));
    }

    private Map<String, Statistics> observe(
            Network network, Batches samples, Function<Linear, Set<Statistics.Kind>> kinds) {
        Observed observed = new Observed(network, kinds);
        if (!observed.isAny()) {
            return Map.of();
        }
        Workspace workspace = new Workspace(backend);
        LabelDraw labels = new LabelDraw(seed.split("labels").random());
        try (Batches.Stream stream = samples.epoch(1)) {
            for (Optional<Batch> batch = stream.next(); batch.isPresent(); batch = stream.next()) {
                workspace.rewind();
                List<Pass> passes = observed.forward(batch.get().inputs(), workspace);
                if (observed.backwards) {
                    Tensor logits = passes.get(passes.size() - 1).output();
                    Tensor gradient = workspace.tensor(logits.rows(), logits.columns());
                    loss.evaluate(new Batch(batch.get().inputs(), labels.draw(logits)), logits, gradient);
                    observed.back(passes, gradient);
                }
            }
        }
        return observed.statistics();
    }

    /** The moments that grow with each batch. */
    private static final class Observed {
        private final List<Node> nodes;
        private final boolean backwards;
        private final List<String> layers = new ArrayList<>();
        /** Means alone, where no moments of the inputs are asked for, which have them too. */
        private final Map<String, ColumnMeans> means = new HashMap<>();

        private final Map<String, RunningMoments> inputs = new HashMap<>();
        private final Map<String, RunningMoments> outputs = new HashMap<>();
        private final Map<String, RunningMoments> gradients = new HashMap<>();

        Observed(Network network, Function<Linear, Set<Statistics.Kind>> kinds) {
            this.nodes = network.nodes();
            for (Node node : nodes) {
                if (node.layer() instanceof Linear linear) {
                    layers.add(node.name());
                    add(node.name(), linear, kinds.apply(linear));
                }
            }
            this.backwards = !gradients.isEmpty();
        }

        private void add(String name, Linear layer, Set<Statistics.Kind> kinds) {
            if (!kinds.contains(Statistics.Kind.INPUTS)) {
                means.put(name, new ColumnMeans(layer.weights().rows()));
            }
            Map.of(
                            Statistics.Kind.INPUTS, inputs,
                            Statistics.Kind.OUTPUTS, outputs,
                            Statistics.Kind.GRADIENTS, gradients)
                    .forEach((kind, moments) -> {
                        if (kinds.contains(kind)) {
                            moments.put(name, new RunningMoments(width(layer, kind)));
                        }
                    });
        }

        boolean isAny() {
            return !inputs.isEmpty() || !outputs.isEmpty() || !gradients.isEmpty();
        }

        private static int width(Linear layer, Statistics.Kind kind) {
            return kind == Statistics.Kind.INPUTS
                    ? layer.weights().rows()
                    : layer.weights().columns();
        }

        List<Pass> forward(Tensor samples, Workspace workspace) {
            List<Pass> passes = new ArrayList<>();
            Tensor output = samples;
            for (Node node : nodes) {
                Tensor input = output;
                Optional.ofNullable(means.get(node.name())).ifPresent(mean -> mean.add(input));
                Optional.ofNullable(inputs.get(node.name())).ifPresent(adder(input, 1));
                passes.add(node.layer().forward(input, workspace));
                output = passes.get(passes.size() - 1).output();
                Optional.ofNullable(outputs.get(node.name())).ifPresent(adder(output, 1));
            }
            return passes;
        }

        /** The gradient is that of the mean over the batch; each sample's own is as many times larger. */
        void back(List<Pass> passes, Tensor lossGradient) {
            Tensor gradient = lossGradient;
            for (int i = nodes.size() - 1; i >= 0; i--) {
                Optional.ofNullable(gradients.get(nodes.get(i).name())).ifPresent(adder(gradient, gradient.rows()));
                gradient = i > 0 ? passes.get(i).pullback().input(gradient) : gradient;
            }
        }

        private static Consumer<RunningMoments> adder(Tensor batch, double scale) {
            return moments -> moments.add(batch, scale);
        }

        Map<String, Statistics> statistics() {
            Map<String, Statistics> statistics = new LinkedHashMap<>();
            layers.forEach(name -> statistics.put(name, statistics(name)));
            return statistics;
        }

        private Statistics statistics(String layer) {
            Optional<RunningMoments> moments = Optional.ofNullable(inputs.get(layer));
            return new Statistics(
                    moments.map(RunningMoments::count)
                            .orElseGet(() -> means.get(layer).count()),
                    moments.map(RunningMoments::mean)
                            .orElseGet(() -> means.get(layer).mean()),
                    moments.map(seen -> Shrinkage.shrunk(seen.covariance(), seen.count())),
                    Optional.ofNullable(outputs.get(layer)).map(RunningMoments::covariance),
                    Optional.ofNullable(gradients.get(layer)).map(RunningMoments::moment));
        }
    }
}
