package dev.eckart.app.onnx.rewrite;

import dev.eckart.app.onnx.model.Graph;
import dev.eckart.app.onnx.proto.GraphProto;
import dev.eckart.app.onnx.proto.NodeProto;
import dev.eckart.app.onnx.proto.TensorProto;
import dev.eckart.app.onnx.rewrite.DividedProducts.Division;
import dev.eckart.app.onnx.tensor.DataType;
import dev.eckart.app.onnx.tensor.TensorValues;
import java.util.ArrayList;
import java.util.List;

/**
 * What makes one part of a product that is divided.
 *
 * @param all the model's products
 * @param division the product
 * @param number which part, from 0
 * @param from the first of its numbers
 * @param size how many it has
 */
record ProductPart(DividedProducts all, Division division, int number, long from, long size) {
    static List<ProductPart> of(DividedProducts all, Division division) {
        List<ProductPart> parts = new ArrayList<>();
        long from = 0;
        for (int i = 0; i < division.sizes().size(); i++) {
            parts.add(new ProductPart(all, division, i, from, division.sizes().get(i)));
            from += division.sizes().get(i);
        }
        return parts;
    }

    String name() {
        return free(all.name(division));
    }

    void write(GraphProto.Builder to) {
        String value = all.node(division, 0).getInput(0);
        for (int step = 0; step < division.way().size() - 1; step++) {
            NodeProto node = all.node(division, step);
            String made = step == division.way().size() - 2
                    ? all.graph().nodes().get(division.split()).getOutput(number)
                    : free(node.getOutput(0));
            NodeProto.Builder own = node.toBuilder()
                    .setName(free(Graph.name(node)))
                    .setInput(all.followed(node), value)
                    .setOutput(0, made);
            // What an exporter says of a node need not be said of each part.
            if (number > 0) {
                own.clearMetadataProps().clearDocString();
            }
            boolean turned = step == 0 && DividedProducts.isTurned(node);
            if (node.getOpType().equals("Reshape")) {
                resize(own, division.way().get(step), to);
            } else {
                for (int input = 0; input < node.getInputCount(); input++) {
                    if (input != all.followed(node)) {
                        own.setInput(input, cut(node, input, turned && input == 1, to));
                    }
                }
            }
            to.addNode(own);
            value = made;
        }
    }

    /** These columns of a tensor, or rows of one that is turned. */
    private String cut(NodeProto node, int input, boolean rows, GraphProto.Builder to) {
        String name = node.getInput(input);
        boolean alone = all.graph().consumers(name).size() == 1;
        TensorValues whole = all.constants().value(name).orElseThrow().read();
        List<Long> dims = new ArrayList<>(whole.dims());
        int axis = rows ? 0 : dims.size() - 1;
        int width = dims.get(axis).intValue();
        int inner = rows ? whole.values().length / width : 1;
        dims.set(axis, size);
        int outer = whole.values().length / width / inner;
        double[] numbers = new double[(int) (outer * size * inner)];
        int length = (int) size * inner;
        for (int i = 0; i < outer; i++) {
            System.arraycopy(whole.values(), (i * width + (int) from) * inner, numbers, i * length, length);
        }
        TensorProto part = new TensorValues(dims, whole.type(), numbers)
                .proto(free(alone ? name : node.getOutput(0) + "/" + name));
        to.addInitializer(part);
        return part.getName();
    }

    private void resize(NodeProto.Builder reshape, int index, GraphProto.Builder to) {
        Resizing.Operand told = all.told(index, division.width()).orElseThrow();
        String made = all.graph().nodes().get(index).getOutput(0);
        List<Long> sizes = new ArrayList<>(told.sizes());
        sizes.set(sizes.size() - 1, size);
        TensorProto tensor = new TensorValues(
                        told.dims(),
                        DataType.INT64,
                        sizes.stream().mapToDouble(Long::doubleValue).toArray())
                .proto(free(made + "/size"));
        to.addInitializer(tensor);
        if (told.node() == index) {
            reshape.setInput(1, tensor.getName());
            return;
        }
        NodeProto pieces = all.graph().nodes().get(told.node());
        // Others may read the same pieces.
        String own = free(made + "/sizes");
        to.addNode(pieces.toBuilder()
                .setName(own)
                .setInput(told.input(), tensor.getName())
                .setOutput(0, own));
        reshape.setInput(1, own);
    }

    private String free(String name) {
        return all.graph().free(name + "/" + (number + 1));
    }
}
