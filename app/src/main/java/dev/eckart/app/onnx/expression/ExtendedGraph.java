package dev.eckart.app.onnx.expression;

import dev.eckart.app.onnx.model.Graph;
import dev.eckart.app.onnx.model.NodeOrder;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.proto.AttributeProto;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.proto.NodeProto;
import dev.eckart.app.onnx.proto.ValueInfoProto;
import dev.eckart.app.onnx.tensor.DataType;
import dev.eckart.app.onnx.tensor.OnnxException;
import dev.eckart.app.onnx.tensor.TensorValues;
import java.nio.DoubleBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A model's graph that nodes are added to. Types and sizes of all its values are known, and so are the numbers of those that
 * tell sizes, axes and the like. What is added has names of its own.
 */
public final class ExtendedGraph {
    private static final String PREFIX = "gradient/";

    private final SizedModel model;
    private final Graph graph;
    private final List<NodeProto> nodes;
    private final Map<String, Expression> known = new HashMap<>();
    private final Map<List<Object>, String> constants = new HashMap<>();
    private final Map<String, TensorValues> added = new LinkedHashMap<>();
    private final List<ValueInfoProto> inputs = new ArrayList<>();
    private int names;

    private ExtendedGraph(SizedModel model) {
        this.model = model;
        this.graph = Graph.of(model.proto());
        this.nodes = new ArrayList<>(ordered(graph));
    }

    /**
     * A graph to which nothing has been added.
     *
     * @param model a model of known sizes
     * @return its graph
     */
    public static ExtendedGraph of(SizedModel model) {
        return new ExtendedGraph(model);
    }

    private static List<NodeProto> ordered(Graph graph) {
        NodeOrder order = NodeOrder.of(graph);
        return IntStream.range(0, order.size()).mapToObj(order::at).toList();
    }

    /** Version of the operators. */
    public long opset() {
        return OnnxModel.opset(model.proto());
    }

    /** All nodes there are now, each behind those that it needs. */
    public List<NodeProto> nodes() {
        return nodes;
    }

    /** Whether a node does what ONNX says of its operator. */
    public boolean isStandard(NodeProto node) {
        return graph.isStandard(node);
    }

    /** Whether gradients can flow to a value: what is not known may be of real numbers. */
    public boolean isReal(String name) {
        return model.type(name)
                .or(() -> find(name).map(Expression::type))
                .map(DataType::isReal)
                .orElse(true);
    }

    /** A value, if its type can be read here and its sizes are known. */
    public Optional<Expression> find(String name) {
        return Optional.ofNullable(known.get(name))
                .or(() -> model.tensor(name).map(tensor -> new Expression(this, name, tensor.type(), tensor.dims())));
    }

    /**
     * A value of the model.
     *
     * @param name its name
     * @return the value
     * @throws OnnxException if the model has no value of that name whose type and sizes are known
     */
    public Expression value(String name) {
        return find(name)
                .orElseThrow(() -> new OnnxException("the type and the sizes of value '" + name + "' are not known"));
    }

    /** The numbers of a value that is the same in every run and small, such as sizes or axes. */
    public Optional<double[]> numbers(String name) {
        return Optional.ofNullable(added.get(name))
                .or(() -> model.constant(name))
                .map(TensorValues::values);
    }

    /**
     * Something more that the model is given.
     *
     * @param name a name that the model does not have yet
     * @param type type of its elements
     * @param dims sizes of its axes
     * @return the value
     */
    public Expression input(String name, DataType type, List<Long> dims) {
        inputs.add(SizedModel.declaration(name, type, dims));
        return remember(new Expression(this, name, type, dims));
    }

    /**
     * A constant, made once for all who ask for the same.
     *
     * @param type type of its elements
     * @param dims sizes of its axes
     * @param numbers its elements, row by row, or one that all are
     * @return the value
     */
    public Expression constant(DataType type, List<Long> dims, double... numbers) {
        List<Object> key = List.of(type, dims, DoubleBuffer.wrap(numbers));
        String name = constants.computeIfAbsent(key, missing -> {
            String fresh = fresh("constant");
            added.put(fresh, new TensorValues(dims, type, repeated(dims, numbers)));
            return fresh;
        });
        return remember(new Expression(this, name, type, dims));
    }

    private static double[] repeated(List<Long> dims, double[] numbers) {
        int count = (int) dims.stream().mapToLong(Long::longValue).reduce(1, (a, b) -> a * b);
        if (numbers.length == count) {
            return numbers;
        }
        double[] all = new double[count];
        Arrays.fill(all, numbers[0]);
        return all;
    }

    /** Whole numbers along one axis. */
    public Expression integers(List<Long> numbers) {
        return constant(
                DataType.INT64,
                List.of((long) numbers.size()),
                numbers.stream().mapToDouble(Long::doubleValue).toArray());
    }

    /**
     * Adds a node with one output.
     *
     * @param operator of the standard domain
     * @param operands what it takes
     * @param type type of what it makes
     * @param dims sizes of what it makes
     * @param attributes its attributes
     * @return what it makes
     */
    public Expression node(
            String operator, List<Expression> operands, DataType type, List<Long> dims, AttributeProto... attributes) {
        Expression made = new Expression(this, fresh(operator), type, dims);
        nodes.add(NodeProto.newBuilder()
                .setOpType(operator)
                .setName(made.name())
                .addAllInput(operands.stream().map(Expression::name).toList())
                .addOutput(made.name())
                .addAllAttribute(List.of(attributes))
                .build());
        return remember(made);
    }

    /** One more output of a node that is there, one of those that the operator need not have. */
    public Expression output(NodeProto node, int index, DataType type, List<Long> dims) {
        int at = place(node);
        NodeProto.Builder more = nodes.get(at).toBuilder();
        while (more.getOutputCount() <= index) {
            more.addOutput("");
        }
        if (more.getOutput(index).isEmpty()) {
            more.setOutput(index, fresh(node.getOpType()));
        }
        nodes.set(at, more.build());
        return remember(new Expression(this, more.getOutput(index), type, dims));
    }

    /** Found by what it makes first: a node that got an output is another message. */
    private int place(NodeProto node) {
        for (int i = 0; i < nodes.size(); i++) {
            if (nodes.get(i).getOutput(0).equals(node.getOutput(0))) {
                return i;
            }
        }
        throw new IllegalArgumentException("node '" + Graph.name(node) + "' is not in the graph");
    }

    private Expression remember(Expression value) {
        known.put(value.name(), value);
        return value;
    }

    private String fresh(String what) {
        String name = PREFIX + what + "." + names++;
        return graph.knows(name) ? fresh(what) : name;
    }

    /**
     * The model with what was added.
     *
     * @param given names of initialisers that become inputs
     * @param outputs what the model gives
     * @return a model without anything that its outputs do not need
     */
    public ModelProto model(Set<String> given, List<Expression> outputs) {
        return new Assembly(model.proto(), nodes, inputs, added).of(given, this::value, outputs);
    }
}
