package dev.eckart.app.onnx.kind;

import dev.eckart.app.onnx.form.Geometry;
import dev.eckart.app.onnx.form.LinearShape;
import dev.eckart.app.onnx.form.PossibleForms;
import dev.eckart.app.onnx.form.Window;
import dev.eckart.app.onnx.form.Window.Axis;
import dev.eckart.app.onnx.model.Attributes;
import dev.eckart.app.onnx.proto.NodeProto;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** What a Conv looks at: the attributes that say it, and the forms that follow from it. */
final class ConvWindow {
    private ConvWindow() {}

    /** The window over a kernel of some sizes, if the attributes fit it. */
    static Optional<Window> of(Attributes attributes, List<Long> kernel) {
        int axes = kernel.size();
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

    /**
     * A convolution of the layer's window into fewer channels with a 1 x 1 convolution behind it; of a wide window also one
     * along an axis, or along the channels alone, with the rest of the window behind it.
     */
    static PossibleForms forms(LinearShape layer) {
        Geometry own = layer.geometry();
        Window window = own.window().orElseThrow();
        List<Axis> axes = window.axes();
        Geometry point = own.with(Window.point(axes.size()));
        List<PossibleForms.Narrow> narrow = new ArrayList<>();
        if (axes.size() == 2 && axes.stream().allMatch(axis -> axis.kernel() > 1)) {
            int outer = layer.channels() * axes.get(0).kernel();
            narrow.add(
                    new PossibleForms.Narrow("spatial", own.with(window.along(0)), own.with(window.along(1)), outer));
        }
        if (window.size() > 1 && layer.channels() > 1) {
            narrow.add(new PossibleForms.Narrow("tucker", point, own, layer.channels()));
        }
        return new PossibleForms(point, narrow, List.of());
    }

    /** A Conv of these operands. */
    static NodeProto.Builder node(List<String> operands, Geometry geometry) {
        Window window = geometry.window().orElseThrow();
        NodeProto.Builder node = Nodes.node("Conv", operands)
                .addAttribute(Attributes.ofIntegers(
                        "kernel_shape", each(window, Axis::kernel).toList()))
                .addAttribute(Attributes.ofIntegers(
                        "strides", each(window, Axis::stride).toList()))
                .addAttribute(Attributes.ofIntegers(
                        "dilations", each(window, Axis::dilation).toList()))
                .addAttribute(Attributes.ofInteger("group", geometry.blocks()));
        if (!window.autoPad().equals(Window.NOT_SET)) {
            return node.addAttribute(Attributes.ofText("auto_pad", window.autoPad()));
        }
        Stream<Long> pads = Stream.concat(each(window, Axis::padBegin), each(window, Axis::padEnd));
        return node.addAttribute(Attributes.ofIntegers("pads", pads.toList()));
    }

    private static Stream<Long> each(Window window, ToLongFunction<Axis> size) {
        return window.axes().stream().map(size::applyAsLong);
    }
}
