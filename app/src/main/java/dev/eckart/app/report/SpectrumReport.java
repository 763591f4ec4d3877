package dev.eckart.app.report;

import dev.eckart.nn.Network;
import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.layer.Linear;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The singular values of a linear layer of the base: how well low-rank factors can replace its weights.
 *
 * @param layer its name in the base
 * @param inputs width m of its input
 * @param outputs width n of its output
 * @param breakEvenRank largest rank r at which two factors, r (m + n) numbers, are smaller than the m n weights
 * @param singularValues all of them, descending; none for a layer whose smaller side is wider than {@link #WIDEST}
 */
public record SpectrumReport(String layer, int inputs, int outputs, int breakEvenRank, List<Double> singularValues) {
    /** A wider layer's decomposition takes minutes, which nobody asked for; some decomposers do without one. */
    public static final int WIDEST = 1024;

    /**
     * The spectra of a network.
     *
     * @param network any network
     * @param backend decomposes its layers
     * @return one entry a linear layer, in order
     */
    public static List<SpectrumReport> of(Network network, Backend backend) {
        return network.nodes().stream()
                .flatMap(node -> node.layer() instanceof Linear layer
                        ? Stream.of(of(node.name(), layer, backend))
                        : Stream.empty())
                .toList();
    }

    private static SpectrumReport of(String name, Linear layer, Backend backend) {
        int inputs = layer.weights().rows();
        int outputs = layer.weights().columns();
        List<Double> values = Math.min(inputs, outputs) > WIDEST
                ? List.of()
                : Arrays.stream(backend.svd(layer.weights()).s()).boxed().toList();
        return new SpectrumReport(name, inputs, outputs, breakEvenRank(inputs, outputs), values);
    }

    /**
     * The largest rank at which two factors are smaller than the weights they replace.
     *
     * @param inputs width m of the layer's input
     * @param outputs width n of its output
     * @return the largest r with r (m + n) &lt; m n; 0 if there is none
     */
    public static int breakEvenRank(int inputs, int outputs) {
        return (int) (((long) inputs * outputs - 1) / (inputs + outputs));
    }
}
