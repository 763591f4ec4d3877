package dev.eckart.app.onnx.gradient;

import dev.eckart.app.onnx.ModelBuilder;
import dev.eckart.app.onnx.model.Attributes;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.proto.AttributeProto;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.proto.NodeProto;
import dev.eckart.app.onnx.runtime.Values;
import dev.eckart.app.onnx.tensor.DataType;
import dev.eckart.spi.Seed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * One node whose gradients are compared with central differences of a weighted sum of all that it makes. In float64, or in
 * float32 where ONNX Runtime has no other kernel.
 */
public final class GradientCase {
    private static final Path NOWHERE = Path.of("model.onnx").toAbsolutePath();

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
    private final Set<Integer> unused = new HashSet<>();

    private GradientCase(String operator) {
        this.operator = operator;
        this.random = new Seed(operator.hashCode()).random();
        this.builder = new ModelBuilder(operator.hashCode());
    }

    public static GradientCase of(String operator) {
        return new GradientCase(operator);
    }

    public String operator() {
        return operator;
    }

    /** In float32, with a step that suits it; called before inputs are added. */
    public GradientCase single() {
        type = DataType.FLOAT;
        step = 0x1p-5;
        return this;
    }

    /** A step that is a power of two; a large one is exact where the operator is linear in each input. */
    public GradientCase step(double width) {
        step = width;
        return this;
    }

    public GradientCase opset(long version) {
        opset = version;
        return this;
    }

    public GradientCase outputs(int count) {
        outputs = count;
        return this;
    }

    /** Outputs are of a type of their own. */
    public GradientCase makes(DataType other) {
        made = Optional.of(other);
        return this;
    }

    /** An input whose gradient is compared, of normally distributed numbers. */
    public GradientCase input(long... dims) {
        return input(normal(dims), dims);
    }

    /** An input whose gradient is compared, of numbers at least a tenth apart, in random order, none near zero. */
    public GradientCase distinct(long... dims) {
        int count = (int) LongStream.of(dims).reduce(1, (a, b) -> a * b);
        return apart(0.1 - 0.2 * (count / 2), dims);
    }

    /** An input whose gradient is compared, of numbers a fifth apart from a lowest one on, in random order. */
    public GradientCase apart(double lowest, long... dims) {
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
    public GradientCase between(double low, double high, long... dims) {
        int count = (int) LongStream.of(dims).reduce(1, (a, b) -> a * b);
        return input(random.doubles(count, low, high).toArray(), dims);
    }

    /** An input of certain numbers whose gradient is wanted. */
    public GradientCase input(double[] numbers, long... dims) {
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
    public GradientCase constant(double[] numbers, long... dims) {
        return constant(type, numbers, dims);
    }

    public GradientCase constant(DataType of, double[] numbers, long... dims) {
        String name = "c" + operands.size();
        builder.tensor(name, of, numbers, dims);
        operands.add(name);
        return this;
    }

    /** An input that is whole numbers along one axis, the same in every run. */
    public GradientCase integers(long... numbers) {
        String name = "c" + operands.size();
        builder.integers(name, numbers);
        operands.add(name);
        return this;
    }

    /** An input that is an earlier one once more. */
    public GradientCase again(int earlier) {
        operands.add(operands.get(earlier));
        return this;
    }

    /** An output that the loss does not depend on. */
    public GradientCase unused(int output) {
        unused.add(output);
        return this;
    }

    /** An input that the operator need not have, and this node has not. */
    public GradientCase missing() {
        operands.add("");
        return this;
    }

    public GradientCase attribute(String name, long value) {
        attributes.add(ModelBuilder.attribute(name, value));
        return this;
    }

    public GradientCase attributes(String name, long... values) {
        attributes.add(ModelBuilder.attribute(name, values));
        return this;
    }

    public GradientCase attribute(String name, float value) {
        attributes.add(ModelBuilder.attribute(name, value));
        return this;
    }

    public GradientCase reals(String name, Float... values) {
        attributes.add(Attributes.ofReals(name, List.of(values)));
        return this;
    }

    public GradientCase attribute(String name, String value) {
        attributes.add(ModelBuilder.attribute(name, value));
        return this;
    }

    /** The node alone, whose outputs have sizes of its own. */
    public OnnxModel model() {
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
        ModelProto.Builder open = proto.toBuilder();
        open.getGraphBuilder()
                .getOutputBuilderList()
                .forEach(
                        output -> output.getTypeBuilder().getTensorTypeBuilder().clearShape());
        return new OnnxModel(NOWHERE, open.build());
    }

    public List<String> outputs() {
        return IntStream.range(0, outputs)
                .filter(output -> !unused.contains(output))
                .mapToObj(i -> "y" + i)
                .toList();
    }

    public List<String> wanted() {
        return wanted;
    }

    public Map<String, Values> given() {
        return given;
    }

    DataType type() {
        return type;
    }

    double step() {
        return step;
    }

    /** Normally distributed numbers, as many as there are elements. */
    public double[] normal(List<Long> dims) {
        return normal(dims.stream().mapToLong(Long::longValue).toArray());
    }

    /** Compares the gradients of all inputs, element by element. */
    void check() {
        GradientCheck.of(this).compare();
    }
}
