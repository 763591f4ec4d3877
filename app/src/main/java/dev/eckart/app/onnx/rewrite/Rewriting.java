package dev.eckart.app.onnx.rewrite;

import dev.eckart.app.onnx.form.Factor;
import dev.eckart.app.onnx.layer.Site;
import dev.eckart.app.onnx.layer.Site.Operator;
import dev.eckart.app.onnx.model.DataType;
import dev.eckart.app.onnx.model.OnnxException;
import dev.eckart.app.onnx.model.TensorValues;
import dev.eckart.app.onnx.proto.NodeProto;
import dev.eckart.app.onnx.proto.TensorProto;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The nodes and weights of one layer's factors.
 *
 * @param nodes makes nodes
 * @param values makes names of values
 * @param nodeNames makes names of nodes
 * @param stored names of the weights of all layers so far, so that those that several layers have are written once
 * @param replaced the nodes of the layer; what they say of themselves besides their operator is said of the factors too
 * @param made the nodes so far, in order
 * @param weights the weights so far
 */
record Rewriting(
        Nodes nodes,
        Names values,
        Names nodeNames,
        Map<Tensor, Map<Form, String>> stored,
        List<NodeProto> replaced,
        List<NodeProto> made,
        List<TensorProto> weights) {
    Rewriting(
            Nodes nodes,
            Names values,
            Names nodeNames,
            Map<Tensor, Map<Form, String>> stored,
            List<NodeProto> replaced) {
        this(nodes, values, nodeNames, stored, replaced, new ArrayList<>(), new ArrayList<>());
    }

    /** How a tensor is written. */
    record Form(DataType type, List<Long> dims) {}

    /** Makes them; the last value keeps the layer's name, and what goes into the last factor is returned. */
    String replace(Replacement replacement) {
        Site site = replacement.site();
        String input = site.input();
        if (site.transposed()) {
            input = add(nodes.transpose(input), site, "transposed", values.fresh(site.output() + "/transposed"));
        }
        if (site.arrangement().vector()) {
            List<Long> row = List.of(1L, (long) site.shape().rows());
            input = reshaped(site, input, row, "row", values.fresh(site.output() + "/row"));
        }
        int last = replacement.factors().size() - 1;
        for (int i = 0; i < last; i++) {
            String output = values.fresh(site.output() + "/" + part(i));
            input = apply(replacement, i, input, output);
        }
        apply(replacement, last, input, site.output());
        return input;
    }

    private static String part(int index) {
        return "factor-" + (index + 1);
    }

    private String apply(Replacement replacement, int index, String input, String output) {
        Site site = replacement.site();
        Factor factor = replacement.factors().get(index);
        String part = part(index);
        List<String> operands = List.of(input, weights(replacement, index));
        boolean bare = factor.bias().isEmpty();
        if (site.operator() == Operator.CONV) {
            NodeProto.Builder conv = nodes.conv(
                    biased(site, factor, operands, part),
                    factor.geometry().window().orElseThrow(),
                    factor.geometry().blocks());
            return add(conv, site, part, output);
        }
        if (site.operator() == Operator.GEMM && (!bare || nodes.hasBareGemm())) {
            return add(nodes.gemm(biased(site, factor, operands, part)), site, part, output);
        }
        if (bare) {
            return product(replacement, index, operands, output);
        }
        String product = product(replacement, index, operands, values.fresh(site.output() + "/" + part + "/product"));
        return add(nodes.add(biased(site, factor, List.of(product), part)), site, part + "/bias", output);
    }

    private List<String> biased(Site site, Factor factor, List<String> operands, String part) {
        List<String> all = new ArrayList<>(operands);
        factor.bias().ifPresent(bias -> {
            List<Long> row = List.of((long) bias.columns());
            List<Long> dims = site.arrangement().bias().isEmpty()
                    ? row
                    : site.arrangement().bias();
            all.add(stored(site, dims, bias, bias, part + "/bias"));
        });
        return all;
    }

    /** What a factor makes of its input; behind the last one an axis that was there for the product alone goes again. */
    private String product(Replacement replacement, int index, List<String> operands, String output) {
        Site site = replacement.site();
        int last = replacement.factors().size() - 1;
        NodeProto.Builder product = site.arrangement()
                .equation()
                .map(equation -> nodes.einsum(operands, equation.factor(index, last)))
                .orElseGet(() -> nodes.matMul(operands));
        if (index < last || !site.arrangement().vector()) {
            return add(product, site, part(index), output);
        }
        String row = add(product, site, part(index), values.fresh(output + "/row"));
        Factor factor = replacement.factors().get(index);
        List<Long> sizes = Stream.concat(site.stack().stream(), Stream.of((long) factor.blockOutputs()))
                .toList();
        return reshaped(site, row, sizes, "vector", output);
    }

    private String reshaped(Site site, String input, List<Long> sizes, String part, String output) {
        if (!nodes.hasShapesAsInputs()) {
            return add(nodes.reshape(input, sizes), site, part, output);
        }
        String name = values.fresh(site.name() + "/" + part + "/sizes");
        double[] numbers = sizes.stream().mapToDouble(Long::doubleValue).toArray();
        weights.add(new TensorValues(List.of((long) numbers.length), DataType.INT64, numbers).proto(name));
        return add(nodes.reshape(List.of(input, name)), site, part, output);
    }

    private String add(NodeProto.Builder node, Site site, String part, String output) {
        NodeProto like = replaced.get(part.endsWith("/bias") ? replaced.size() - 1 : 0);
        made.add(like.toBuilder()
                .clearInput()
                .clearOutput()
                .clearAttribute()
                .clearDomain()
                .mergeFrom(node.build())
                .setName(nodeNames.fresh(site.name() + "/" + part))
                .addOutput(output)
                .build());
        return output;
    }

    private String weights(Replacement replacement, int index) {
        Site site = replacement.site();
        Factor factor = replacement.factors().get(index);
        Tensor w = factor.weights();
        if (site.operator() == Operator.CONV) {
            List<Long> dims = Stream.concat(
                            Stream.of((long) w.columns(), (long) factor.channels()),
                            factor.geometry().window().orElseThrow().axes().stream()
                                    .map(axis -> (long) axis.kernel()))
                    .toList();
            return stored(site, dims, w, Tensors.transpose(w), part(index) + "/weights");
        }
        List<Long> matrices = Stream.concat(
                        site.stack().stream(), Stream.of((long) w.rows(), (long) factor.blockOutputs()))
                .toList();
        List<Long> dims = site.arrangement()
                .equation()
                .map(equation ->
                        equation.sizes(index, replacement.factors().size() - 1, w.rows(), factor.blockOutputs()))
                .orElse(matrices);
        return stored(site, dims, w, factor.geometry().blocks() == 1 ? w : stacked(factor), part(index) + "/weights");
    }

    /** Blocks side by side as blocks one after the other. */
    private static Tensor stacked(Factor factor) {
        int blocks = factor.geometry().blocks();
        double[] all = new double[factor.weights().size()];
        int at = 0;
        for (int block = 0; block < blocks; block++) {
            double[] part = factor.block(block).doubles();
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return Tensors.wrap(1, all.length, all);
    }

    /** The name of a tensor, which is written if it has not been. */
    private String stored(Site site, List<Long> dims, Tensor tensor, Tensor numbers, String what) {
        return stored.computeIfAbsent(tensor, key -> new HashMap<>())
                .computeIfAbsent(new Form(site.type(), dims), form -> weight(site, dims, numbers, what));
    }

    private String weight(Site site, List<Long> dims, Tensor numbers, String what) {
        String name = values.fresh(site.name() + "/" + what);
        double largest = Arrays.stream(numbers.doubles()).map(Math::abs).max().orElse(0);
        if (!(largest <= site.type().largest())) {
            throw new OnnxException("the factors of layer '" + site.name() + "' hold " + largest + ", more than "
                    + site.type() + " can; exclude the layer");
        }
        weights.add(new TensorValues(dims, site.type(), numbers.doubles()).proto(name));
        return name;
    }
}
