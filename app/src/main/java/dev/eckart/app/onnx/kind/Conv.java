package dev.eckart.app.onnx.kind;

import dev.eckart.app.onnx.constant.ConstantValue;
import dev.eckart.app.onnx.form.Factor;
import dev.eckart.app.onnx.form.Geometry;
import dev.eckart.app.onnx.form.LinearShape;
import dev.eckart.app.onnx.form.PossibleForms;
import dev.eckart.app.onnx.form.Window;
import dev.eckart.app.onnx.layer.Arrangement;
import dev.eckart.app.onnx.layer.FactorWriter;
import dev.eckart.app.onnx.layer.LayerKind;
import dev.eckart.app.onnx.layer.LayerNode;
import dev.eckart.app.onnx.layer.Rows;
import dev.eckart.app.onnx.layer.Site;
import dev.eckart.app.onnx.model.AxisOrder;
import dev.eckart.app.onnx.model.Graph;
import dev.eckart.app.onnx.model.Shapes;
import dev.eckart.app.onnx.proto.NodeProto;
import dev.eckart.app.onnx.runtime.Values;
import dev.eckart.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A convolution along 1 to 3 axes, in groups or not. */
final class Conv implements LayerKind {
    private static final int MOST_AXES = 3;

    @Override
    public String operator() {
        return "Conv";
    }

    @Override
    public Optional<Found> find(LayerNode node) {
        Graph.requireInputs(node.proto(), 2);
        Optional<ConstantValue> weights = node.constant(1);
        if (weights.isEmpty()) {
            return Optional.of(node.unknown(1));
        }
        ConstantValue w = weights.get();
        int axes = w.dims().size() - 2;
        if (axes < 1 || axes > MOST_AXES || !w.isReadable()) {
            return Optional.of(
                    node.skipped("its weights are no kernels of 1 to " + MOST_AXES + " axes of real numbers"));
        }
        long groups = node.attributes().integer("group", 1);
        long outputs = w.dims().get(0);
        if (groups < 1 || outputs % groups != 0) {
            return Optional.of(node.skipped(groups + " groups do not divide its " + outputs + " outputs"));
        }
        if (groups > 1 && w.dims().get(1) == 1) {
            return Optional.of(node.skipped("depthwise: each group sees one channel, of which no factor is narrower"));
        }
        Optional<Window> window = ConvWindow.of(node.attributes(), w.dims().subList(2, axes + 2));
        if (window.isEmpty()) {
            return Optional.of(node.skipped("its kernel_shape, strides, dilations or pads do not fit its weights"));
        }
        Optional<ConstantValue> bias = node.has(2)
                ? node.constant(2)
                        .filter(b -> b.elements() == outputs && b.type().isReal())
                        .map(b -> b.reshaped(List.of(1L, outputs)))
                : Optional.empty();
        if (node.has(2) && bias.isEmpty()) {
            return Optional.of(node.skipped("its bias is not constant"));
        }
        NodeProto proto = node.proto();
        return Optional.of(new Site(
                Graph.name(proto),
                operator(),
                proto.getInput(0),
                proto.getOutput(0),
                List.of(node.index()),
                new Channels(),
                w.reshaped(List.of(outputs, w.elements() / outputs)).reordered(AxisOrder.reversed(2)),
                bias,
                new Geometry((int) groups, window.get())));
    }

    @Override
    public int weightsInput() {
        return 1;
    }

    @Override
    public double macs(NodeProto node, Shapes shapes) {
        return new MacCount(shapes).windows(node.getOutput(0), node.getInput(1));
    }

    /** Samples x channels x positions. */
    record Channels() implements Arrangement {
        @Override
        public List<Rows> taken(LinearShape layer, Values values) {
            Window window = layer.geometry().window().orElseThrow();
            int channels = layer.channels();
            return window.isPoint()
                    ? channels(layer, values, channels)
                    : blocks(layer)
                            .<Rows>mapToObj(block -> new PatchRows(values, window, block * channels, channels))
                            .toList();
        }

        @Override
        public List<Rows> hidden(LinearShape last, Values values) {
            return taken(last, values);
        }

        @Override
        public List<Rows> made(LinearShape layer, Values values) {
            return channels(layer, values, layer.blockOutputs());
        }

        private static List<Rows> channels(LinearShape layer, Values values, int width) {
            return blocks(layer)
                    .<Rows>mapToObj(block -> new ChannelRows(values, block * width, width))
                    .toList();
        }

        private static IntStream blocks(LinearShape layer) {
            return IntStream.range(0, layer.geometry().blocks());
        }

        @Override
        public PossibleForms forms(LinearShape layer) {
            return ConvWindow.forms(layer);
        }

        @Override
        public List<Long> sizes(LinearShape factor, int index, int last) {
            return Stream.concat(
                            Stream.of((long) factor.columns(), (long) factor.channels()),
                            factor.geometry().window().orElseThrow().axes().stream()
                                    .map(axis -> (long) axis.kernel()))
                    .toList();
        }

        @Override
        public String write(Site site, List<Factor> factors, FactorWriter writer) {
            int last = factors.size() - 1;
            return writer.chain(site.input(), factors.size(), (i, from, to) -> {
                Factor factor = factors.get(i);
                List<String> operands = new ArrayList<>(List.of(from));
                operands.add(writer.weights(
                        i, sizes(factor.shape(), i, last), factor, () -> Tensors.transpose(factor.weights())));
                List<Long> row = List.of((long) factor.weights().columns());
                factor.bias().ifPresent(bias -> operands.add(writer.bias(i, row, bias)));
                writer.add(ConvWindow.node(operands, factor.geometry()), FactorWriter.part(i), to);
            });
        }
    }
}
