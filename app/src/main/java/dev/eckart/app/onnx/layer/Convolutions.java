package dev.eckart.app.onnx.layer;

import dev.eckart.app.onnx.form.Axis;
import dev.eckart.app.onnx.form.Geometry;
import dev.eckart.app.onnx.form.Window;
import dev.eckart.app.onnx.layer.Site.Finding;
import dev.eckart.app.onnx.layer.Site.Operator;
import dev.eckart.app.onnx.model.Attributes;
import dev.eckart.app.onnx.model.AxisOrder;
import dev.eckart.app.onnx.model.Graph;
import dev.eckart.app.onnx.proto.NodeProto;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * A Conv as a layer.
 *
 * @param constants what is known
 * @param origins why something is not known
 * @param index index of the node
 */
record Convolutions(Constants constants, WeightOrigins origins, int index) {
    private static final int MOST_AXES = 3;

    Finding find() {
        NodeProto node = constants.graph().nodes().get(index);
        Optional<Constant> weights = constants.value(node.getInput(1));
        if (weights.isEmpty()) {
            return left(node, origins.obstacle(node.getInput(1)).orElse(Sites.NOT_CONSTANT));
        }
        Constant w = weights.get();
        int axes = w.dims().size() - 2;
        if (axes < 1 || axes > MOST_AXES || !w.isReadable()) {
            return left(node, "its weights are no kernels of 1 to " + MOST_AXES + " axes of real numbers");
        }
        Attributes attributes = new Attributes(node);
        long groups = attributes.integer("group", 1);
        if (groups < 1 || w.dims().get(0) % groups != 0) {
            return left(node, groups + " groups do not divide its " + w.dims().get(0) + " outputs");
        }
        if (groups > 1 && w.dims().get(1) == 1) {
            return left(node, "depthwise: each group sees one channel, of which no factor is narrower");
        }
        Optional<Window> window = window(attributes, w, axes);
        if (window.isEmpty()) {
            return left(node, "its kernel_shape, strides, dilations or pads do not fit its weights");
        }
        boolean added = node.getInputCount() > 2 && !node.getInput(2).isEmpty();
        long outputs = w.dims().get(0);
        Optional<Constant> bias = added
                ? constants
                        .value(node.getInput(2))
                        .filter(b -> b.elements() == outputs && b.type().isReal())
                        .map(b -> b.reshaped(List.of(1L, outputs)))
                : Optional.empty();
        if (added && bias.isEmpty()) {
            return left(node, "its bias is not constant");
        }
        Constant matrix = w.reshaped(List.of(outputs, w.elements() / outputs)).reordered(AxisOrder.reversed(2));
        return Finding.of(new Site(
                Graph.name(node),
                Operator.CONV,
                node.getInput(0),
                node.getOutput(0),
                List.of(index),
                Arrangement.ROWS,
                matrix,
                bias,
                new Geometry((int) groups, window)));
    }

    private static Finding left(NodeProto node, String reason) {
        return Finding.left(Graph.name(node), "Conv", reason);
    }

    private static Optional<Window> window(Attributes attributes, Constant w, int axes) {
        List<Long> kernel = w.dims().subList(2, axes + 2);
        List<Long> strides = attributes.integers("strides").orElse(Collections.nCopies(axes, 1L));
        List<Long> dilations = attributes.integers("dilations").orElse(Collections.nCopies(axes, 1L));
        List<Long> pads = attributes.integers("pads").orElse(Collections.nCopies(2 * axes, 0L));
        boolean fits = attributes.integers("kernel_shape").map(kernel::equals).orElse(true)
                && areSizes(strides, axes, 1)
                && areSizes(dilations, axes, 1)
                && areSizes(pads, 2 * axes, 0);
        if (!fits) {
            return Optional.empty();
        }
        List<Axis> all = new ArrayList<>();
        for (int i = 0; i < axes; i++) {
            all.add(new Axis(
                    kernel.get(i).intValue(),
                    strides.get(i).intValue(),
                    dilations.get(i).intValue(),
                    pads.get(i).intValue(),
                    pads.get(axes + i).intValue()));
        }
        return Optional.of(new Window(all, attributes.text("auto_pad", Window.NOT_SET)));
    }

    private static boolean areSizes(List<Long> numbers, int count, long least) {
        return numbers.size() == count && numbers.stream().allMatch(number -> number >= least && number <= 1 << 20);
    }
}
