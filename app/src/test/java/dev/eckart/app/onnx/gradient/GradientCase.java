package dev.eckart.app.onnx.gradient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.app.onnx.ModelBuilder;
import dev.eckart.app.onnx.model.Bindings;
import dev.eckart.app.onnx.model.DataType;
import dev.eckart.app.onnx.model.ExternalData;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.proto.AttributeProto;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.proto.NodeProto;
import dev.eckart.app.onnx.runtime.OnnxSession;
import dev.eckart.app.onnx.runtime.Values;
import dev.eckart.spi.Seed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * One node whose gradients are compared with central differences of a weighted sum of all that it makes. In float64, or in
 * float32 where ONNX Runtime has no other kernel.
 */
final class GradientCase {
    private static final Path NOWHERE = Path.of("model.onnx").toAbsolutePath();

    /** Operations that one number goes through, besides sums. */
    private static final double SOME_MORE = 64;

    private final String operator;
    private final SplittableRandom random;
    private final ModelBuilder builder;
    private final Map<String, Values> given = new LinkedHashMap<>();
    private final List<String> operands = new ArrayList<>();
    private final List<String> wanted = new ArrayList<>();
    private final List<AttributeProto> attributes = new ArrayList<>();
    private DataType type = DataType.DOUBLE;
    private double step = 0x1p-12;
    private long opset = 18;
    private int outputs = 1;
    private Optional<DataType> made = Optional.empty();

    private GradientCase(String operator) {
        this.operator = operator;
        this.random = new Seed(operator.hashCode()).random();
        this.builder = new ModelBuilder(operator.hashCode());
    }

    static GradientCase of(String operator) {
        return new GradientCase(operator);
    }

    String operator() {
        return operator;
    }

    /** In float32, with a step that suits it; called before inputs are added. */
    GradientCase single() {
        type = DataType.FLOAT;
        step = 0x1p-5;
        return this;
    }

    /** A step that is a power of two; a large one is exact where the operator is linear in each input. */
    GradientCase step(double width) {
        step = width;
        return this;
    }

    GradientCase opset(long version) {
        opset = version;
        return this;
    }

    GradientCase outputs(int count) {
        outputs = count;
        return this;
    }

    /** Outputs are of a type of their own. */
    GradientCase makes(DataType other) {
        made = Optional.of(other);
        return this;
    }

    /** An input whose gradient is compared, of normally distributed numbers. */
    GradientCase input(long... dims) {
        return input(normal(dims), dims);
    }

    /** An input whose gradient is compared, of numbers at least a tenth apart, in random order, none near zero. */
    GradientCase distinct(long... dims) {
        int count = (int) LongStream.of(dims).reduce(1, (a, b) -> a * b);
        return apart(0.1 - 0.2 * (count / 2), dims);
    }

    /** An input whose gradient is compared, of numbers a fifth apart from a lowest one on, in random order. */
    GradientCase apart(double lowest, long... dims) {
        int count = (int) LongStream.of(dims).reduce(1, (a, b) -> a * b);
        double[] numbers =
                IntStream.range(0, count).mapToDouble(i -> lowest + 0.2 * i).toArray();
        for (int i = count - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            double swapped = numbers[i];
            numbers[i] = numbers[j];
            numbers[j] = swapped;
        }
        return input(numbers, dims);
    }

    /** An input whose gradient is compared, of numbers between two others. */
    GradientCase between(double low, double high, long... dims) {
        int count = (int) LongStream.of(dims).reduce(1, (a, b) -> a * b);
        return input(random.doubles(count, low, high).toArray(), dims);
    }

    private GradientCase input(double[] numbers, long... dims) {
        String name = "x" + operands.size();
        builder.input(name, type, LongStream.of(dims).boxed().toArray());
        given.put(name, new Values(dims, Arrays.stream(numbers).map(type::round).toArray()));
        operands.add(name);
        wanted.add(name);
        return this;
    }

    private double[] normal(long... dims) {
        int count = (int) LongStream.of(dims).reduce(1, (a, b) -> a * b);
        return random.doubles(count).map(ignored -> random.nextGaussian()).toArray();
    }

    /** An input that is a constant of the type of the others. */
    GradientCase constant(double[] numbers, long... dims) {
        return constant(type, numbers, dims);
    }

    GradientCase constant(DataType of, double[] numbers, long... dims) {
        String name = "c" + operands.size();
        builder.tensor(name, of, numbers, dims);
        operands.add(name);
        return this;
    }

    /** An input that is whole numbers along one axis, the same in every run. */
    GradientCase integers(long... numbers) {
        String name = "c" + operands.size();
        builder.integers(name, numbers);
        operands.add(name);
        return this;
    }

    /** An input that is an earlier one once more. */
    GradientCase again(int earlier) {
        operands.add(operands.get(earlier));
        return this;
    }

    /** An input that the operator need not have, and this node has not. */
    GradientCase missing() {
        operands.add("");
        return this;
    }

    GradientCase attribute(String name, long value) {
        attributes.add(ModelBuilder.attribute(name, value));
        return this;
    }

    GradientCase attributes(String name, long... values) {
        attributes.add(ModelBuilder.attribute(name, values));
        return this;
    }

    GradientCase attribute(String name, float value) {
        attributes.add(ModelBuilder.attribute(name, value));
        return this;
    }

    GradientCase attribute(String name, String value) {
        attributes.add(ModelBuilder.attribute(name, value));
        return this;
    }

    private OnnxModel model() {
        NodeProto.Builder node = NodeProto.newBuilder()
                .setOpType(operator)
                .setName("node")
                .addAllInput(operands)
                .addAllAttribute(attributes);
        for (int i = 0; i < outputs; i++) {
            node.addOutput("y" + i);
        }
        builder.node(node.build());
        for (int i = 0; i < outputs; i++) {
            builder.output("y" + i, made.orElse(type));
        }
        ModelProto proto = builder.build(10, opset);
        // Sizes of outputs are the operator's affair.
        ModelProto.Builder open = proto.toBuilder();
        open.getGraphBuilder()
                .getOutputBuilderList()
                .forEach(
                        output -> output.getTypeBuilder().getTensorTypeBuilder().clearShape());
        return new OnnxModel(NOWHERE, open.build());
    }

    /** Compares the gradients of all inputs, element by element. */
    void check() {
        OnnxModel model = model();
        ExternalData data = model.externalData();
        ExtendedGraph graph = ExtendedGraph.of(SizedModel.of(model, Bindings.OPEN));
        List<Expression> weighted = IntStream.range(0, outputs)
                .mapToObj(i -> graph.value("y" + i))
                .map(this::weighted)
                .toList();
        Expression loss = total(weighted);
        Expression size =
                total(weighted.stream().map(each -> each.mapped("Abs")).toList());
        ModelProto forward = graph.model(Set.of(), List.of(loss, size));
        Backpropagation.Gradients gradients = Backpropagation.of(loss, wanted);
        assertEquals(Map.of(), gradients.frozen());
        List<Expression> made =
                wanted.stream().map(name -> gradients.gradients().get(name)).toList();
        ModelProto backward = graph.model(
                Set.of(), Stream.concat(Stream.of(loss), made.stream()).toList());
        try (OnnxSession before = OnnxSession.open(forward, data, 1);
                OnnxSession after = OnnxSession.open(backward, data, 1)) {
            Set<String> both = Set.of(loss.name(), size.name());
            Set<String> names = Set.copyOf(made.stream().map(Expression::name).toList());
            Map<String, Values> found = after.run(given, names);
            for (int i = 0; i < wanted.size(); i++) {
                Values gradient = found.get(made.get(i).name());
                assertEquals(
                        Arrays.toString(given.get(wanted.get(i)).dims()),
                        Arrays.toString(gradient.dims()),
                        wanted.get(i));
                compare(point -> before.run(point, both), loss.name(), size.name(), wanted.get(i), gradient.numbers());
            }
        }
    }

    private static Expression total(List<Expression> parts) {
        return parts.stream().map(Expression::sum).reduce(Expression::plus).orElseThrow();
    }

    private Expression weighted(Expression made) {
        double[] weights =
                normal(made.dims().stream().mapToLong(Long::longValue).toArray());
        double[] rounded = Arrays.stream(weights).map(type::round).toArray();
        return made.times(made.graph().constant(made.type(), made.dims(), rounded));
    }

    /**
     * The difference over twice the step is wrong by a third of what it and that over four times the step differ by, up to
     * the fourth power of the step. Sums of n terms are wrong by n roundoffs of the sum of the terms' sizes.
     */
    private void compare(
            UnaryOperator<Map<String, Values>> run, String loss, String size, String input, double[] gradient) {
        assertTrue(gradient.length > 0, "nothing was compared");
        double largest = Arrays.stream(gradient).map(Math::abs).max().orElseThrow();
        double terms = given.values().stream()
                        .mapToInt(value -> value.numbers().length)
                        .max()
                        .orElseThrow()
                + SOME_MORE;
        for (int i = 0; i < gradient.length; i++) {
            double[] at = new double[5];
            double sizes = 0;
            for (int move = -2; move <= 2; move++) {
                Map<String, Values> made = run.apply(moved(input, i, move * step));
                at[move + 2] = made.get(loss).numbers()[0];
                sizes = Math.max(sizes, made.get(size).numbers()[0]);
            }
            double near = (at[3] - at[1]) / (2 * step);
            double far = (at[4] - at[0]) / (4 * step);
            double rounding = terms * type.unitRoundoff() * (sizes / step + largest);
            assertEquals(near, gradient[i], Math.abs(near - far) + rounding, operator + " " + input + "[" + i + "]");
        }
    }

    private Map<String, Values> moved(String input, int element, double by) {
        double[] numbers = given.get(input).numbers().clone();
        numbers[element] += by;
        Map<String, Values> changed = new LinkedHashMap<>(given);
        changed.put(input, new Values(given.get(input).dims(), numbers));
        return changed;
    }
}
