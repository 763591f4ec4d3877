package dev.eckart.app.onnx.observe;

import dev.eckart.app.onnx.data.SampleBatch;
import dev.eckart.app.onnx.expression.Expression;
import dev.eckart.app.onnx.expression.ExtendedGraph;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.proto.ValueInfoProto;
import dev.eckart.app.onnx.runtime.OnnxSession;
import dev.eckart.app.onnx.runtime.Values;
import dev.eckart.app.onnx.tensor.OnnxException;
import dev.eckart.spi.Seed;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * A loss whose gradients tell how much a model's outputs mind a change: the outputs' product with random signs v, other ones
 * for each sample. Its gradient with respect to a value is {@code v J}, of the outputs' Jacobian J there, and as
 * {@code E[v' v]} is the identity, its second moment is {@code J' J}: by it the squared error of the outputs grows (Hutchinson,
 * "A stochastic estimator of the trace of the influence matrix", 1990; signs vary less than normal numbers do).
 *
 * <p>That is the Gauss-Newton matrix of the squared error, and the Fisher information of outputs that are means of normal
 * distributions (Martens, "New insights and perspectives on the natural gradient method", JMLR 2020, section 9). It needs no
 * labels, nobody has to know what the outputs are, and it measures what Eckart promises of a smaller model: how far its outputs
 * move. Labels drawn from the model's own predictions (Martens and Grosse, "Optimizing neural networks with
 * Kronecker-factored approximate curvature", ICML 2015) have next to no gradient where a model is sure: of one whose scores lie
 * far apart, the few samples that it is not sure of decide alone, and what is cut by them is worse than what is cut without
 * gradients.
 *
 * @param scales what outputs are multiplied by, by name, so that the squares of each add up to one for a sample: outputs of
 *     other units or sizes count alike
 * @param leftOut names of the other outputs: of no real numbers, of sizes that are not known, not finite, or all zero
 */
record RandomLoss(Map<String, Double> scales, List<String> leftOut) {
    /**
     * Looks at the outputs.
     *
     * @param model the model
     * @param graph the same of known sizes
     * @param batches the samples
     * @param threads threads that the model is run with
     * @throws OnnxException if there is no output that a gradient could begin at
     */
    static RandomLoss of(OnnxModel model, ExtendedGraph graph, List<SampleBatch> batches, int threads) {
        List<String> all = model.proto().getGraph().getOutputList().stream()
                .map(ValueInfoProto::getName)
                .toList();
        List<String> outputs = all.stream()
                .filter(name -> graph.find(name)
                        .filter(found -> found.type().isReal() && found.elements() > 0)
                        .isPresent())
                .toList();
        Map<String, Double> squares = outputs.isEmpty() ? Map.of() : squares(model, outputs, batches, threads);
        Map<String, Double> scales = new LinkedHashMap<>();
        squares.forEach((name, mean) -> {
            double scale = 1 / Math.sqrt(mean);
            if (Double.isFinite(scale) && scale > 0) {
                scales.put(name, scale);
            }
        });
        if (scales.isEmpty()) {
            throw new OnnxException(
                    "none of the model's outputs has real numbers that are finite and not all zero, of sizes"
                            + " that are known, so there is no gradient");
        }
        return new RandomLoss(
                scales, all.stream().filter(name -> !scales.containsKey(name)).toList());
    }

    /** Mean sum of the squares of a sample, by name of the output. */
    private static Map<String, Double> squares(
            OnnxModel model, List<String> outputs, List<SampleBatch> batches, int threads) {
        Map<String, Double> squares = new LinkedHashMap<>();
        long samples = batches.stream().mapToLong(SampleBatch::count).sum();
        try (OnnxSession session = OnnxSession.open(model.proto(), model.externalData(), threads)) {
            for (SampleBatch batch : batches) {
                Map<String, Values> made = session.run(batch.values(), Set.copyOf(outputs));
                outputs.forEach(name ->
                        squares.merge(name, squares(batch, name, batch.real(made.get(name))) / samples, Double::sum));
            }
        }
        return squares;
    }

    private static double squares(SampleBatch batch, String name, Values made) {
        double[] numbers = made.numbers().clone();
        blank(batch, name, made.dims(), numbers);
        double sum = 0;
        for (double number : numbers) {
            sum += number * number;
        }
        return sum;
    }

    /** Makes zeros at positions that do not count. */
    private static void blank(SampleBatch batch, String name, long[] dims, double[] numbers) {
        Optional<boolean[]> counted = batch.counted(name);
        if (counted.isEmpty() || dims.length < 2 || dims[1] * batch.count() != counted.get().length) {
            return;
        }
        boolean[] flags = counted.get();
        int each = numbers.length / (int) (dims[0] * dims[1]);
        for (int position = 0; position < flags.length; position++) {
            if (!flags[position]) {
                Arrays.fill(numbers, position * each, (position + 1) * each, 0);
            }
        }
    }

    /** The formula. */
    Expression in(ExtendedGraph graph) {
        return scales.keySet().stream()
                .map(name -> {
                    Expression output = graph.value(name);
                    return output.times(graph.input(signs(name), output.type(), output.dims()))
                            .sum();
                })
                .reduce(Expression::plus)
                .orElseThrow();
    }

    private static String signs(String output) {
        return "signs/" + output;
    }

    /** Signs for a batch, scaled as the outputs are to be. */
    Map<String, Values> signs(ExtendedGraph graph, SampleBatch batch, Seed seed) {
        SplittableRandom random = seed.random();
        Map<String, Values> signs = new HashMap<>();
        scales.forEach((name, scale) -> {
            long[] dims =
                    graph.value(name).dims().stream().mapToLong(Long::longValue).toArray();
            double[] numbers = new double[Values.count(dims)];
            Arrays.setAll(numbers, i -> random.nextBoolean() ? scale : -scale);
            blank(batch, name, dims, numbers);
            signs.put(signs(name), new Values(dims, numbers));
        });
        return signs;
    }
}
