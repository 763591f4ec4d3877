package dev.eckart.app.onnx.rewrite;

import dev.eckart.app.onnx.form.Factor;
import dev.eckart.app.onnx.model.DataType;
import dev.eckart.app.onnx.model.OnnxException;
import dev.eckart.app.onnx.model.TensorValues;
import dev.eckart.app.onnx.proto.NodeProto;
import dev.eckart.app.onnx.proto.TensorProto;
import dev.eckart.app.onnx.site.Site;
import dev.eckart.app.onnx.site.Site.Operator;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The nodes and weights of one layer's factors.
 *
 * @param nodes makes nodes
 * @param values makes names of values
 * @param nodeNames makes names of nodes
 * @param stored names of the weights of all layers so far, so that those that several layers have are written once
 * @param made the nodes so far, in order
 * @param weights the weights so far
 */
record Rewriting(
        Nodes nodes,
        Names values,
        Names nodeNames,
        Map<Tensor, Map<Form, String>> stored,
        List<NodeProto> made,
        List<TensorProto> weights) {
    Rewriting(Nodes nodes, Names values, Names nodeNames, Map<Tensor, Map<Form, String>> stored) {
        this(nodes, values, nodeNames, stored, new ArrayList<>(), new ArrayList<>());
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
        int last = replacement.factors().size() - 1;
        for (int i = 0; i < last; i++) {
            String part = "factor-" + (i + 1);
            input = apply(site, replacement.factors().get(i), input, part, values.fresh(site.output() + "/" + part));
        }
        apply(site, replacement.factors().get(last), input, "factor-" + (last + 1), site.output());
        return input;
    }

    private String apply(Site site, Factor factor, String input, String part, String output) {
        String weights = weights(site, factor, part);
        List<String> biased = factor.bias()
                .map(bias -> List.of(
                        input, weights, stored(site, List.of((long) bias.columns()), bias, bias, part + "/bias")))
                .orElse(List.of(input, weights));
        if (site.operator() == Operator.CONV) {
            NodeProto.Builder conv = nodes.conv(
                    biased,
                    factor.geometry().window().orElseThrow(),
                    factor.geometry().blocks());
            return add(conv, site, part, output);
        }
        boolean bare = factor.bias().isEmpty();
        if (site.operator() == Operator.GEMM && (!bare || nodes.hasBareGemm())) {
            return add(nodes.gemm(biased), site, part, output);
        }
        if (bare) {
            return add(nodes.matMul(biased), site, part, output);
        }
        String product = add(
                nodes.matMul(biased.subList(0, 2)), site, part, values.fresh(site.output() + "/" + part + "/product"));
        return add(nodes.add(List.of(product, biased.get(2))), site, part + "/bias", output);
    }

    private String add(NodeProto.Builder node, Site site, String part, String output) {
        made.add(node.setName(nodeNames.fresh(site.name() + "/" + part))
                .addOutput(output)
                .build());
        return output;
    }

    private String weights(Site site, Factor factor, String part) {
        Tensor w = factor.weights();
        if (site.operator() == Operator.CONV) {
            List<Long> dims = Stream.concat(
                            Stream.of((long) w.columns(), (long) factor.channels()),
                            factor.geometry().window().orElseThrow().axes().stream()
                                    .map(axis -> (long) axis.kernel()))
                    .toList();
            return stored(site, dims, w, Tensors.transpose(w), part + "/weights");
        }
        int blocks = factor.geometry().blocks();
        List<Long> dims = LongStream.concat(
                        site.stack().stream().mapToLong(Long::longValue), LongStream.of(w.rows(), w.columns() / blocks))
                .boxed()
                .toList();
        return stored(site, dims, w, blocks == 1 ? w : stacked(factor), part + "/weights");
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
