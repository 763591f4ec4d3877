package dev.eckart.app.onnx.gradientcheck;

import dev.eckart.app.onnx.expression.Expression;
import dev.eckart.app.onnx.expression.ExtendedGraph;
import dev.eckart.app.onnx.expression.SizedModel;
import dev.eckart.app.onnx.gradient.Backpropagation;
import dev.eckart.app.onnx.model.Bindings;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.proto.GraphProto;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.proto.TensorProto;
import dev.eckart.app.onnx.proto.ValueInfoProto;
import dev.eckart.app.onnx.runtime.SharedTensor;
import dev.eckart.app.onnx.runtime.StepSession;
import dev.eckart.app.onnx.runtime.Values;
import dev.eckart.app.onnx.tensor.DataType;
import dev.eckart.app.onnx.tensor.OnnxException;
import dev.eckart.app.onnx.tensor.TensorValues;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** A model whose weights can be moved, with a randomly weighted sum of all that it gives and the gradients of that. */
final class SlopedModel implements AutoCloseable {
    /**
     * Rounding errors are hardly ever all of one sign: those of n operations add up to no more than this times the root of n
     * roundoffs (Higham and Mary, "A new approach to probabilistic rounding error analysis", SIAM J. Sci. Comput. 41(5),
     * 2019).
     */
    private static final double LIKELY = 6;

    private final SizedModel sized;
    private final ExtendedGraph graph;
    private final Map<String, Values> given;
    private final Expression sum;
    private final Expression size;
    private final Backpropagation.Gradients gradients;
    private final Map<String, SharedTensor> weights = new LinkedHashMap<>();
    private final StepSession forward;
    private final StepSession backward;

    /**
     * Loads a model.
     *
     * @param model a model in one floating point type
     * @param given what it is given
     * @param names weights whose gradients are wanted
     * @param terms how outputs are weighted, and threads
     */
    SlopedModel(OnnxModel model, Map<String, Values> given, List<String> names, GradientVerifier.Terms terms) {
        this.sized = SizedModel.of(model, bindings(given));
        this.graph = ExtendedGraph.of(sized);
        this.given = new HashMap<>(given);
        List<Expression> parts = weighted(terms.seed().split("outputs").random());
        this.sum = total(parts);
        // The weights of the sum know nothing of rounding errors, which therefore add up as their squares do.
        this.size = total(parts.stream().map(Expression::squared).toList()).mapped("Sqrt");
        this.gradients = Backpropagation.of(sum, names);
        Set<String> moved = gradients.gradients().keySet();
        ModelProto value = graph.model(moved, List.of(sum, size));
        ModelProto slopes = graph.model(moved, List.copyOf(gradients.gradients().values()));
        this.forward = StepSession.unfused(value, model.externalData(), terms.threads());
        this.backward = StepSession.unfused(slopes, model.externalData(), terms.threads());
        for (TensorProto tensor : model.proto().getGraph().getInitializerList()) {
            if (moved.contains(tensor.getName())) {
                TensorValues values = TensorValues.read(tensor, model.externalData());
                weights.put(tensor.getName(), SharedTensor.of(values.type(), values.dims()));
                write(tensor.getName(), values.values());
            }
        }
    }

    private static Bindings bindings(Map<String, Values> given) {
        Map<String, List<Long>> sizes = new HashMap<>();
        given.forEach((name, values) ->
                sizes.put(name, Arrays.stream(values.dims()).boxed().toList()));
        return new Bindings(Map.of(), sizes, false);
    }

    private List<Expression> weighted(SplittableRandom random) {
        List<Expression> parts = new ArrayList<>();
        for (ValueInfoProto declared : sized.proto().getGraph().getOutputList()) {
            SizedModel.Sized output = sized.tensors().get(declared.getName());
            if (output != null && output.type().isReal()) {
                String name = "weights/" + declared.getName();
                long[] dims = output.dims().stream().mapToLong(Long::longValue).toArray();
                double[] numbers = random.doubles(Values.count(dims))
                        .map(ignored -> output.type().round(random.nextGaussian()))
                        .toArray();
                given.put(name, new Values(dims, numbers));
                Expression part = graph.value(declared.getName());
                parts.add(part.times(graph.input(name, output.type(), output.dims())));
            }
        }
        if (parts.isEmpty()) {
            throw new OnnxException("the model gives no real numbers whose sizes follow from those of its inputs");
        }
        return parts;
    }

    private static Expression total(List<Expression> parts) {
        return parts.stream().map(Expression::sum).reduce(Expression::plus).orElseThrow();
    }

    DataType type() {
        return sum.type();
    }

    /** Why weights have no gradient, by name. */
    Map<String, String> frozen() {
        return gradients.frozen();
    }

    /** Names of the weights that have one. */
    Set<String> names() {
        return weights.keySet();
    }

    /** The gradient of a tensor as the weights are now. */
    double[] slope(String name) {
        Expression gradient = gradients.gradients().get(name);
        try (SharedTensor made = SharedTensor.of(gradient.type(), gradient.dims())) {
            backward.run(new StepSession.Operands(given, weights, Map.of()), Map.of(gradient.name(), made));
            return read(made, gradient);
        }
    }

    /** The numbers of a tensor as they are in the model. */
    double[] weights(String name) {
        return read(weights.get(name), graph.value(name));
    }

    /** Changes the numbers of a tensor. */
    void write(String name, double[] numbers) {
        ByteBuffer bytes = weights.get(name).bytes();
        for (double number : numbers) {
            graph.value(name).type().put(bytes, number);
        }
    }

    private static double[] read(SharedTensor tensor, Expression like) {
        double[] numbers = new double[(int) like.elements()];
        ByteBuffer bytes = tensor.bytes();
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = like.type().get(bytes, i * like.type().bytes());
        }
        return numbers;
    }

    /** The sum as the weights are now. */
    CentralDifference.Sum sum() {
        try (SharedTensor value = SharedTensor.of(sum.type(), sum.dims());
                SharedTensor sizes = SharedTensor.of(size.type(), size.dims())) {
            forward.run(
                    new StepSession.Operands(given, weights, Map.of()), Map.of(sum.name(), value, size.name(), sizes));
            return new CentralDifference.Sum(read(value, sum)[0], read(sizes, size)[0]);
        }
    }

    /**
     * How far sums are off by rounding, as a part of their sizes: each node that makes real numbers adds along no more than
     * the longest axis of what nodes take and make, or the window of a convolution.
     */
    double roundoff() {
        GraphProto all = sized.proto().getGraph();
        List<String> made = all.getNodeList().stream()
                .flatMap(node -> node.getOutputList().stream())
                .filter(name -> Optional.ofNullable(sized.types().get(name))
                        .filter(DataType::isReal)
                        .isPresent())
                .toList();
        long longest = Stream.concat(made.stream(), given.keySet().stream())
                .map(sized.tensors()::get)
                .filter(Objects::nonNull)
                .flatMap(tensor -> tensor.dims().stream())
                .mapToLong(Long::longValue)
                .max()
                .orElse(1);
        long window = all.getInitializerList().stream()
                .filter(tensor -> tensor.getDimsCount() > 2)
                .mapToLong(tensor -> TensorValues.elements(tensor) / Math.max(1, tensor.getDims(0)))
                .max()
                .orElse(1);
        return LIKELY
                * Math.sqrt((double) made.size() * Math.max(longest, window))
                * sum.type().unitRoundoff();
    }

    @Override
    public void close() {
        forward.close();
        backward.close();
        weights.values().forEach(SharedTensor::close);
    }
}
