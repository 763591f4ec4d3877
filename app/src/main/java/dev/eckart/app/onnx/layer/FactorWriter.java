package dev.eckart.app.onnx.layer;

import dev.eckart.app.onnx.form.Bytes;
import dev.eckart.app.onnx.form.Factor;
import dev.eckart.app.onnx.model.Attributes;
import dev.eckart.app.onnx.proto.NodeProto;
import dev.eckart.app.onnx.proto.TensorProto;
import dev.eckart.app.onnx.tensor.DataType;
import dev.eckart.app.onnx.tensor.OnnxException;
import dev.eckart.app.onnx.tensor.TensorValues;
import dev.eckart.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/** Takes the nodes and tensors of one layer's factors. */
public final class FactorWriter {
    private final WrittenFactors written;
    private final Site site;
    private final List<NodeProto> replaced;
    private final List<NodeProto> nodes = new ArrayList<>();
    private final List<TensorProto> tensors = new ArrayList<>();

    FactorWriter(WrittenFactors written, Site site, List<NodeProto> replaced) {
        this.written = written;
        this.site = site;
        this.replaced = replaced;
    }

    /** Writes one factor between the values of two names. */
    @FunctionalInterface
    public interface Link {
        /**
         * Writes it.
         *
         * @param index which factor, from 0
         * @param input name of what it takes
         * @param output name of what it makes
         */
        void write(int index, String input, String output);
    }

    /**
     * Writes factors one behind the other, the last of which makes what the layer made.
     *
     * @param input name of what the first one takes
     * @param factors how many there are
     * @param link writes each
     * @return name of what goes into the last one
     */
    public String chain(String input, int factors, Link link) {
        String value = input;
        for (int i = 0; i < factors - 1; i++) {
            String output = fresh(part(i));
            link.write(i, value, output);
            value = output;
        }
        link.write(factors - 1, value, site.output());
        return value;
    }

    /**
     * What a factor is called behind the name of its layer.
     *
     * @param index which one, from 0
     * @return a word
     */
    public static String part(int index) {
        return "factor-" + (index + 1);
    }

    /**
     * Version of ONNX's own operators.
     *
     * @return that of the model, which nodes have to keep to
     */
    public long opset() {
        return written.opset();
    }

    /**
     * A new name for a value.
     *
     * @param part what it is of the layer
     * @return a name that no value has
     */
    public String fresh(String part) {
        return written.freshValue(site.output() + "/" + part);
    }

    /**
     * Adds a node behind those before. Of the nodes of one factor only one keeps the layer's doc string and metadata, which
     * exporters make longer than small factors are.
     *
     * @param node its operator, inputs and attributes
     * @param part what it is of the layer; what ends in {@code /bias} takes after the last node of the layer, and what has
     *     another {@code /} is a part of a factor
     * @param output name of what it makes
     * @return the same name
     */
    public String add(NodeProto.Builder node, String part, String output) {
        boolean bias = part.endsWith("/bias");
        NodeProto.Builder like = replaced.get(bias ? replaced.size() - 1 : 0).toBuilder();
        if (!bias && part.contains("/")) {
            like.clearDocString().clearMetadataProps();
        }
        nodes.add(like.clearInput()
                .clearOutput()
                .clearAttribute()
                .clearDomain()
                .mergeFrom(node.build())
                .setName(written.freshNode(site.name() + "/" + part))
                .addOutput(output)
                .build());
        return output;
    }

    /**
     * Type of the layer's numbers.
     *
     * @return that of its weights
     */
    public DataType type() {
        return site.type();
    }

    /**
     * Adds a factor's weights as bytes, unless another layer has the same.
     *
     * @param index which factor, from 0
     * @param dims sizes that the tensor is stored with
     * @param factor the factor
     * @param bytes its weights
     * @return name of the tensor
     */
    public String bytes(int index, List<Long> dims, Factor factor, Bytes bytes) {
        return written.stored(
                factor.weights(),
                DataType.INT8,
                dims,
                () -> keep(
                        part(index) + "/bytes",
                        new TensorValues(dims, DataType.INT8, bytes.codes().doubles())));
    }

    /**
     * Adds the scales of a factor's bytes, unless another layer has the same.
     *
     * @param index which factor, from 0
     * @param dims sizes that the tensor is stored with
     * @param factor the factor
     * @param bytes its weights
     * @param type type of the scales
     * @return name of the tensor
     */
    public String scales(int index, List<Long> dims, Factor factor, Bytes bytes, DataType type) {
        return written.stored(
                factor.weights(),
                type,
                dims,
                () -> keep(part(index) + "/scales", new TensorValues(dims, type, bytes.scales())));
    }

    private String keep(String what, TensorValues values) {
        String name = written.freshValue(site.name() + "/" + what);
        tensors.add(written.kept(values.proto(name)));
        return name;
    }

    /**
     * Adds a factor's weights, unless another layer has the same tensor stored in the same way.
     *
     * @param index which factor, from 0
     * @param dims sizes that the tensor is stored with
     * @param factor the factor
     * @param numbers its weights in the order in which they are stored
     * @return name of the tensor
     */
    public String weights(int index, List<Long> dims, Factor factor, Supplier<Tensor> numbers) {
        return written.origin(factor.weights())
                .map(origin -> transposed(index, origin))
                .orElseGet(() -> stored(part(index) + "/weights", dims, factor.weights(), numbers));
    }

    /** A tensor of another layer, transposed. */
    private String transposed(int index, Tensor origin) {
        String what = part(index) + "/weights";
        String tensor = stored(what, List.of((long) origin.rows(), (long) origin.columns()), origin, () -> origin);
        return add(
                NodeProto.newBuilder()
                        .setOpType("Transpose")
                        .addInput(tensor)
                        .addAttribute(Attributes.ofIntegers("perm", List.of(1L, 0L))),
                what + "/transposed",
                fresh(what + "/transposed"));
    }

    /**
     * Adds a factor's bias, unless another layer has the same tensor stored in the same way.
     *
     * @param index which factor, from 0
     * @param dims sizes that the tensor is stored with
     * @param bias the bias
     * @return name of the tensor
     */
    public String bias(int index, List<Long> dims, Tensor bias) {
        return stored(part(index) + "/bias", dims, bias, () -> bias);
    }

    /**
     * Adds sizes that a node takes as an operand.
     *
     * @param part what the node is of the layer
     * @param sizes the sizes
     * @return name of the tensor
     */
    public String sizes(String part, List<Long> sizes) {
        String name = written.freshValue(site.name() + "/" + part + "/sizes");
        double[] numbers = sizes.stream().mapToDouble(Long::doubleValue).toArray();
        tensors.add(new TensorValues(List.of((long) numbers.length), DataType.INT64, numbers).proto(name));
        return name;
    }

    private String stored(String what, List<Long> dims, Tensor tensor, Supplier<Tensor> numbers) {
        return written.stored(tensor, site.type(), dims, () -> tensor(what, dims, numbers.get()));
    }

    private String tensor(String what, List<Long> dims, Tensor numbers) {
        String name = written.freshValue(site.name() + "/" + what);
        double largest = Arrays.stream(numbers.doubles()).map(Math::abs).max().orElse(0);
        if (!(largest <= site.type().largest())) {
            throw new OnnxException("the factors of layer '" + site.name() + "' hold " + largest + ", more than "
                    + site.type() + " can; exclude the layer");
        }
        tensors.add(written.kept(new TensorValues(dims, site.type(), numbers.doubles()).proto(name)));
        return name;
    }

    /**
     * The nodes.
     *
     * @return those so far, in order
     */
    public List<NodeProto> nodes() {
        return nodes;
    }

    /**
     * The tensors.
     *
     * @return those so far that no layer before had
     */
    public List<TensorProto> tensors() {
        return tensors;
    }
}
