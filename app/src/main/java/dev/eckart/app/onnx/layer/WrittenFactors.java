package dev.eckart.app.onnx.layer;

import com.google.protobuf.ByteString;
import dev.eckart.app.onnx.constant.ConstantValue;
import dev.eckart.app.onnx.form.Factor;
import dev.eckart.app.onnx.model.Graph;
import dev.eckart.app.onnx.proto.NodeProto;
import dev.eckart.app.onnx.proto.TensorProto;
import dev.eckart.app.onnx.tensor.DataType;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** What the factors of all layers of a model have in common: its version of the operators, its names, and tensors. */
public final class WrittenFactors {
    private final long opset;
    private final UnaryOperator<ByteString> bytes;
    private final Names values;
    private final Names nodes;
    private final Map<Tensor, Map<Form, String>> stored = new IdentityHashMap<>();
    private final Map<Tensor, Tensor> origins = new IdentityHashMap<>();

    /**
     * Nothing yet.
     *
     * @param opset version of ONNX's own operators
     * @param graph the model's graph
     * @param bytes keeps the bytes of tensors
     */
    public WrittenFactors(long opset, Graph graph, UnaryOperator<ByteString> bytes) {
        this.opset = opset;
        this.bytes = bytes;
        this.values = Names.ofValues(graph);
        this.nodes = Names.ofNodes(graph);
    }

    /** How a tensor is stored. */
    private record Form(DataType type, List<Long> dims) {}

    /**
     * A writer of one layer's factors.
     *
     * @param site the layer
     * @param replaced its nodes; what they say of themselves besides their operator is said of the factors too
     * @return a writer that has written nothing
     */
    public FactorWriter of(Site site, List<NodeProto> replaced) {
        return new FactorWriter(this, site, replaced);
    }

    /** Begins with layers that have no tensor in common with those before. */
    public void begin() {
        stored.clear();
        origins.clear();
    }

    /**
     * Factors of the transposed matrix, which are stored as those of the matrix and transposed as the model runs.
     *
     * @param factors those of the matrix
     * @param site a layer that has the transposed matrix
     * @return its factors, in the order in which they are applied, with its own bias
     */
    public List<Factor> turned(List<Factor> factors, Site site) {
        List<Factor> turned = new ArrayList<>();
        for (Factor factor : factors) {
            Tensor weights = Tensors.transpose(factor.weights());
            origins.put(weights, factor.weights());
            Optional<Tensor> bias = turned.isEmpty() ? site.bias().map(ConstantValue::matrix) : Optional.empty();
            turned.add(0, new Factor(weights, bias, site.geometry()));
        }
        return turned;
    }

    /** What a tensor is the transposed of, if it is not to be stored itself. */
    Optional<Tensor> origin(Tensor tensor) {
        return Optional.ofNullable(origins.get(tensor));
    }

    /** The same tensor, its bytes kept. */
    TensorProto kept(TensorProto tensor) {
        return tensor.toBuilder().setRawData(bytes.apply(tensor.getRawData())).build();
    }

    long opset() {
        return opset;
    }

    String freshValue(String wanted) {
        return values.fresh(wanted);
    }

    String freshNode(String wanted) {
        return nodes.fresh(wanted);
    }

    /** The name of a tensor, which is written if it has not been. */
    String stored(Tensor tensor, DataType type, List<Long> dims, Supplier<String> write) {
        return stored.computeIfAbsent(tensor, key -> new HashMap<>())
                .computeIfAbsent(new Form(type, dims), form -> write.get());
    }

    /** Makes names that nothing in a model has yet. */
    private static final class Names {
        private final Predicate<String> taken;
        private final Set<String> given = new HashSet<>();

        private Names(Predicate<String> taken) {
            this.taken = taken;
        }

        /** Names of values. */
        static Names ofValues(Graph graph) {
            return new Names(graph::knows);
        }

        /** Names of nodes. */
        static Names ofNodes(Graph graph) {
            Set<String> names = new HashSet<>();
            graph.nodes().forEach(node -> names.add(node.getName()));
            return new Names(names::contains);
        }

        /** The name itself, or with the first number behind it that makes it new. */
        String fresh(String wanted) {
            String name = wanted;
            for (int number = 2; taken.test(name) || given.contains(name); number++) {
                name = wanted + "_" + number;
            }
            given.add(name);
            return name;
        }
    }
}
