package dev.eckart.app.onnx;

import static dev.eckart.app.onnx.ModelBuilder.attribute;

import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.proto.AttributeProto;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.tensor.DataType;
import dev.eckart.registry.CheckedBackend;
import dev.eckart.registry.Registry;
import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.backend.BackendProvider;
import dev.eckart.tensor.Precision;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A model of one layer.
 *
 * @param name what is special about it
 * @param proto the model, from x to y
 */
public record LayerCase(String name, ModelProto proto) {
    /** Layers of every kind, stride, padding, dilation and number of groups. */
    public static Stream<LayerCase> all() {
        return Stream.of(products(), flattened(), vectors(), einsums(), convolutions(), tables())
                .flatMap(cases -> cases);
    }

    /** Layers whose axes lie in other orders than those of most. */
    public static Stream<LayerCase> arranged() {
        return Stream.concat(vectors(), einsums());
    }

    private static Stream<LayerCase> vectors() {
        return Stream.of(
                vector("vector", new long[] {9, 7}),
                vector("vector with bias", new long[] {9, 7}, 7),
                vector("vector with bias of a row", new long[] {9, 7}, 1, 7),
                vector("vector meets a stack", new long[] {3, 9, 7}),
                vector("vector meets a stack of two axes", new long[] {2, 3, 9, 7}),
                vector("vector meets a stack of one with bias", new long[] {1, 9, 7}, 7));
    }

    private static LayerCase vector(String name, long[] weights, long... bias) {
        ModelBuilder builder = new ModelBuilder(6).input("x", 9L).weights("w", weights);
        Object[] axes = new Object[Math.max(weights.length - 1, bias.length)];
        Arrays.setAll(axes, i -> "y" + i);
        builder.node("MatMul", "layer", List.of("x", "w"), bias.length > 0 ? "product" : "y")
                .output("y", axes);
        if (bias.length > 0) {
            builder.weights("b", DataType.FLOAT, 1, bias).node("Add", "", List.of("product", "b"), "y");
        }
        return new LayerCase(name, builder.build(8, 13));
    }

    private static Stream<LayerCase> einsums() {
        return Stream.of(
                einsum("bli,io->blo", new long[] {9, 7}, 5, 9),
                einsum("...i,io->...o", new long[] {9, 7}, 5, 9),
                einsum(" b l i , o i -> b l o ", new long[] {7, 9}, 5, 9),
                einsum("bi,ia", new long[] {9, 7}, 9),
                einsum("bil,io->bol", new long[] {9, 7}, 9, 5),
                einsum("bli,io->lbo", new long[] {9, 7}, 5, 9),
                einsum("blhi,hio->bhlo", new long[] {3, 9, 7}, 5, 3, 9),
                einsum("...i,ihd->...hd", new long[] {9, 2, 4}, 5, 9),
                einsum("blhd,hdo->blo", new long[] {3, 4, 7}, 5, 3, 4));
    }

    private static LayerCase einsum(String equation, long[] weights, long... input) {
        Object[] axes = new Object[input.length + 1];
        Arrays.setAll(axes, i -> i == 0 ? "N" : (Object) input[i - 1]);
        long outputs = Arrays.stream(weights).reduce(1, (a, b) -> a * b);
        return new LayerCase(
                "einsum " + equation,
                new ModelBuilder(7)
                        .input("x", axes)
                        .weights("w", DataType.FLOAT, 1 / Math.sqrt(outputs), weights)
                        .node("Einsum", "layer", List.of("x", "w"), "y", attribute("equation", equation))
                        .output("y")
                        .build(8, 13));
    }

    private static Stream<LayerCase> products() {
        return Stream.of(
                gemm("gemm", 13, new long[] {9, 7}),
                gemm("gemm transB", 13, new long[] {7, 9}, attribute("transB", 1)),
                gemm("gemm transA", 13, new long[] {9, 7}, attribute("transA", 1)),
                gemm("gemm alpha beta", 11, new long[] {9, 7}, attribute("alpha", 0.5f), attribute("beta", -2f)),
                gemm("gemm before bare ones", 9, new long[] {9, 7}),
                matMul("matmul", 13, true, 9, 7),
                matMul("matmul without bias", 13, false, 9, 7),
                matMul("matmul of an old version", 7, true, 9, 7),
                matMul("matmul of a stack", 13, false, 3, 9, 7));
    }

    private static Stream<LayerCase> flattened() {
        return Stream.of(
                flattened("gemm of a flattened map", true, 13, 3, 4, 5),
                flattened("gemm of a flattened picture", true, 8, 1, 6, 5),
                flattened("matmul of a flattened map", false, 13, 4, 3, 2, 3));
    }

    private static LayerCase flattened(String name, boolean gemm, long opset, long... sizes) {
        Object[] input = new Object[sizes.length + 1];
        Arrays.setAll(input, i -> i == 0 ? "N" : (Object) sizes[i - 1]);
        long width = Arrays.stream(sizes).reduce(1, (a, b) -> a * b);
        ModelBuilder builder =
                new ModelBuilder(9).input("x", input).weights("w", width, 7).output("y", "N", 7);
        if (gemm) {
            builder.weights("b", 7)
                    .node("Flatten", "", List.of("x"), "row")
                    .node("Gemm", "layer", List.of("row", "w", "b"), "y");
        } else {
            builder.integers("sizes", -1, width)
                    .node("Reshape", "", List.of("x", "sizes"), "row")
                    .valueInfo("row", "N", width)
                    .node("MatMul", "layer", List.of("row", "w"), "y");
        }
        return new LayerCase(name, builder.build(8, opset));
    }

    private static LayerCase gemm(String name, long opset, long[] weights, AttributeProto... attributes) {
        boolean transposed = Arrays.stream(attributes)
                .anyMatch(attribute -> attribute.getName().equals("transA"));
        Object[] input = transposed ? new Object[] {9, "N"} : new Object[] {"N", 9};
        return new LayerCase(
                name,
                new ModelBuilder(3)
                        .input("x", transposed ? new Object[] {9, 8} : input)
                        .weights("w", weights)
                        .weights("b", 7)
                        .node("Gemm", "layer", List.of("x", "w", "b"), "y", attributes)
                        .output("y", transposed ? new Object[] {8, 7} : new Object[] {"N", 7})
                        .build(8, opset));
    }

    private static LayerCase matMul(String name, long opset, boolean bias, long... weights) {
        boolean stack = weights.length > 2;
        ModelBuilder builder = new ModelBuilder(4)
                .input("x", stack ? new Object[] {"N", 3, 5, 9} : new Object[] {"N", 5, 9})
                .weights("w", weights)
                .output("y", stack ? new Object[] {"N", 3, 5, 7} : new Object[] {"N", 5, 7})
                .node("MatMul", "layer", List.of("x", "w"), bias ? "product" : "y");
        if (bias) {
            builder.weights("b", 7).node("Add", "", List.of("b", "product"), "y");
        }
        return new LayerCase(name, builder.build(8, opset));
    }

    private static Stream<LayerCase> tables() {
        return Stream.of(table("table", "N", 5), table("table of one index a sample", "N"));
    }

    private static LayerCase table(String name, Object... indices) {
        return new LayerCase(
                name,
                new ModelBuilder(8)
                        .input("x", DataType.INT64, indices)
                        .weights("w", 16, 7)
                        .node("Gather", "layer", List.of("w", "x"), "y")
                        .output(
                                "y",
                                Stream.concat(Arrays.stream(indices), Stream.of(7))
                                        .toArray())
                        .build(8, 13));
    }

    private static Stream<LayerCase> convolutions() {
        AttributeProto grouped = attribute("group", 2);
        return Stream.of(
                conv("conv", 6, 4, new long[] {3, 3}, true),
                conv("conv without bias", 6, 4, new long[] {3, 3}, false),
                conv("conv 1 x 1", 6, 4, new long[] {1, 1}, true),
                conv("conv 1 x 3", 6, 4, new long[] {1, 3}, true),
                conv("conv 5 x 2", 6, 4, new long[] {5, 2}, true),
                conv("conv strides", 6, 4, new long[] {3, 3}, true, attribute("strides", 2, 3)),
                conv("conv strides 1 x 1", 6, 4, new long[] {1, 1}, true, attribute("strides", 2, 1)),
                conv("conv pads", 6, 4, new long[] {3, 3}, true, attribute("pads", 1, 1, 1, 1)),
                conv("conv uneven pads", 6, 4, new long[] {3, 3}, true, attribute("pads", 0, 2, 1, 0)),
                conv(
                        "conv pads strides",
                        6,
                        4,
                        new long[] {3, 3},
                        true,
                        attribute("pads", 2, 0, 1, 1),
                        attribute("strides", 3, 2)),
                conv("conv dilations", 6, 4, new long[] {3, 3}, true, attribute("dilations", 2, 3)),
                conv(
                        "conv same upper",
                        6,
                        4,
                        new long[] {3, 2},
                        true,
                        attribute("auto_pad", "SAME_UPPER"),
                        attribute("strides", 2, 2)),
                conv(
                        "conv same lower",
                        6,
                        4,
                        new long[] {2, 3},
                        true,
                        attribute("auto_pad", "SAME_LOWER"),
                        attribute("strides", 2, 3)),
                conv("conv valid", 6, 4, new long[] {3, 3}, true, attribute("auto_pad", "VALID")),
                conv("conv groups", 6, 3, new long[] {3, 3}, true, grouped),
                conv(
                        "conv groups pads strides dilations",
                        6,
                        3,
                        new long[] {3, 3},
                        false,
                        grouped,
                        attribute("pads", 2, 1, 0, 2),
                        attribute("strides", 2, 1),
                        attribute("dilations", 1, 2)),
                conv("conv of one axis", 6, 4, new long[] {3}, true, attribute("strides", new long[] {2})),
                conv("conv of three axes", 6, 4, new long[] {2, 3, 2}, true, attribute("pads", 1, 0, 0, 0, 1, 1)));
    }

    private static LayerCase conv(
            String name, long outputs, long channels, long[] kernel, boolean bias, AttributeProto... attributes) {
        long[] weights = new long[kernel.length + 2];
        weights[0] = outputs;
        weights[1] = channels;
        System.arraycopy(kernel, 0, weights, 2, kernel.length);
        long groups = Arrays.stream(attributes)
                .filter(attribute -> attribute.getName().equals("group"))
                .mapToLong(AttributeProto::getI)
                .findFirst()
                .orElse(1);
        Object[] input = new Object[weights.length];
        Arrays.fill(input, kernel.length > 2 ? 5L : 9L);
        input[0] = "N";
        input[1] = channels * groups;
        ModelBuilder builder = new ModelBuilder(5).input("x", input).weights("w", weights);
        if (bias) {
            builder.weights("b", outputs);
        }
        builder.node("Conv", "layer", bias ? List.of("x", "w", "b") : List.of("x", "w"), "y", attributes);
        Object[] output = new Object[weights.length];
        Arrays.setAll(output, i -> "y" + i);
        return new LayerCase(name, builder.output("y", output).build(8, 13));
    }

    /** The model as if it had been read from a file. */
    public OnnxModel model() {
        return new OnnxModel(Path.of("layer.onnx"), proto);
    }

    /** A backend in float64. */
    public static Backend backend() {
        BackendProvider provider = Registry.load(BackendProvider.class, LayerCase.class.getClassLoader())
                .get("ejml");
        return CheckedBackend.open(provider, new BackendProvider.Settings(Precision.FLOAT64, 1));
    }

    @Override
    public String toString() {
        return name;
    }
}
