package dev.eckart.app.onnx.narrow;

import static dev.eckart.app.onnx.ModelBuilder.attribute;

import dev.eckart.app.onnx.ModelBuilder;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.proto.GraphProto;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.proto.NodeProto;
import dev.eckart.app.onnx.proto.TensorProto;
import dev.eckart.app.onnx.tensor.DataType;
import dev.eckart.app.onnx.tensor.TensorValues;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Attention and a feed-forward pair of 16 numbers, 2 heads and 32 units, as exporters write them. */
final class AttentionModels {
    /** How the sizes of heads are told. */
    enum Told {
        /** All by one constant. */
        CONSTANT,
        /** In pieces, of which the model asks itself for the first two. */
        PIECES,
        /** In pieces, how many heads there are following from the rest. */
        REST,
        /** With the heads of all samples along one axis while they are multiplied. */
        STACKED,
        /** In pieces that queries, keys and values share, by Reshapes that copy no size. */
        SHARED,
        /** By what the model asks itself for, which attention and the feed-forward pair are reshaped by, and scaled by. */
        ASKED
    }

    private AttentionModels() {}

    static OnnxModel of(Told told) {
        ModelBuilder builder = new ModelBuilder(71)
                .input("x", "batch", "positions", 16)
                .output("y", "batch", "positions", 16)
                .integers("zero", 0)
                .integers("one", 1)
                .integers("two", 2)
                .integers("eight", 8)
                .integers("sixteen", 16)
                .integers("rest", -1)
                .integers("end", Long.MAX_VALUE)
                .integers("constant-heads", 0, 0, 2, 8)
                .integers("constant-joined", 0, 0, 16)
                .tensor("factor", DataType.FLOAT, new double[] {1 / Math.sqrt(8)})
                .tensor("root", DataType.FLOAT, new double[] {Math.sqrt(2)})
                .tensor("unit", DataType.FLOAT, new double[] {1})
                .tensor("half", DataType.FLOAT, new double[] {0.5});
        builder.node("Shape", "size", List.of("x"), "size")
                .node("Gather", "batch", List.of("size", "zero"), "b")
                .node("Gather", "length", List.of("size", "one"), "s");
        heads(builder, told, "q", 0, 2, 1, 3);
        heads(builder, told, "k", 0, 2, 3, 1);
        heads(builder, told, "v", 0, 2, 1, 3);
        boolean asked = told == Told.ASKED;
        if (asked) {
            scaled(builder);
        }
        builder.node(
                        "MatMul",
                        "scores",
                        asked ? List.of("q-scaled", "k-scaled") : List.of("q-heads", "k-heads"),
                        "scores")
                .node("Mul", "scaled", List.of("scores", asked ? "unit" : "factor"), "scaled")
                .node("Softmax", "p", List.of("scaled"), "p", attribute("axis", -1))
                .node("MatMul", "averaged", List.of("p", "v-heads"), "averaged");
        String averaged = "averaged";
        if (told == Told.STACKED) {
            pieces(builder, "unstacked", "b", "two", "s", "eight");
            builder.node("Reshape", "unstack", List.of("averaged", "unstacked"), "separate");
            averaged = "separate";
        }
        builder.node("Transpose", "turned", List.of(averaged), "turned", attribute("perm", 0, 2, 1, 3));
        if (told == Told.CONSTANT) {
            builder.node("Reshape", "joined", List.of("turned", "constant-joined"), "joined");
        } else {
            pieces(builder, "joined-sizes", "b", "s", told == Told.REST ? "rest" : "sixteen");
            builder.node("Reshape", "joined", List.of("turned", "joined-sizes"), "joined");
        }
        linear(builder, "out", "joined", 16, 16);
        builder.node("Add", "residual", List.of("x", "out"), "r");
        linear(builder, "up", "r", 16, 32);
        builder.node("Div", "g1", List.of("up", "root"), "g1")
                .node("Erf", "g2", List.of("g1"), "g2")
                .node("Add", "g3", List.of("g2", "unit"), "g3")
                .node("Mul", "g4", List.of("up", "g3"), "g4")
                .node("Mul", "g5", List.of("g4", "half"), "g5");
        String units = "g5";
        String down = "down";
        if (asked) {
            last(builder, "g5");
            pieces(builder, "flat-sizes", "rest", "g5-last");
            builder.node("Reshape", "flat", List.of("g5", "flat-sizes"), "flat");
            units = "flat";
            down = "down-rows";
        }
        linear(builder, "down", units, 32, 16);
        if (asked) {
            pieces(builder, "row-sizes", "b", "s", "sixteen");
            builder.node("Reshape", "rows", List.of("down", "row-sizes"), down);
        }
        return new OnnxModel(
                Path.of(told.name()),
                builder.node("Add", "residual-2", List.of("r", down), "y").build(8, 17));
    }

    /**
     * The same as older exporters write it, behind a table of positions that is cut to the length of the text: what that is
     * added to has axes without names.
     */
    static OnnxModel older(Told told) {
        OnnxModel model = of(told);
        ModelProto behind = new ModelBuilder(72)
                .weights("table", 1, 8, 16)
                .node("Shape", "asked", List.of("tokens"), "sizes")
                .node("Gather", "asked-length", List.of("sizes", "one"), "many")
                .node("Slice", "cut", List.of("table", "zero", "many", "one"), "positions")
                .node("Add", "placed", List.of("tokens", "positions"), "x")
                .build(8, 11);
        ModelProto.Builder proto =
                model.proto().toBuilder().clearOpsetImport().addAllOpsetImport(behind.getOpsetImportList());
        GraphProto.Builder graph = proto.getGraphBuilder();
        graph.getInputBuilder(0).setName("tokens");
        graph.addAllInitializer(behind.getGraph().getInitializerList());
        List<NodeProto> rest = graph.getNodeList();
        graph.clearNode().addAllNode(behind.getGraph().getNodeList()).addAllNode(rest);
        graph.getNodeBuilderList().stream()
                .filter(node -> node.getOpType().equals("Reshape"))
                .forEach(node -> node.clearAttribute());
        return new OnnxModel(model.file(), proto.build());
    }

    /** The same with one product for queries, keys and values, whose numbers a Split parts; of rows if it is flat. */
    static OnnxModel fused(Told told, boolean flat) {
        OnnxModel model = of(told);
        ModelBuilder fused = new ModelBuilder(73)
                .weights("qkv.w", 16, 48)
                .weights("qkv.b", 48)
                .integers("flat-sizes", -1, 16)
                .integers("three", 48);
        if (flat) {
            pieces(fused, "qkv-sizes", "b", "s", "three");
            fused.node("Reshape", "flat", List.of("x", "flat-sizes"), "flat")
                    .node("Gemm", "qkv", List.of("flat", "qkv.w", "qkv.b"), "qkv-rows")
                    .node("Reshape", "qkv-parted", List.of("qkv-rows", "qkv-sizes"), "qkv-made");
        } else {
            fused.node("MatMul", "qkv", List.of("x", "qkv.w"), "qkv-product")
                    .node("Add", "qkv-bias", List.of("qkv.b", "qkv-product"), "qkv-made");
        }
        fused.node(NodeProto.newBuilder()
                .setOpType("Split")
                .setName("parts")
                .addInput("qkv-made")
                .addAllOutput(List.of("q", "k", "v"))
                .addAttribute(attribute("axis", 2))
                .build());
        ModelProto.Builder proto = model.proto().toBuilder();
        GraphProto.Builder graph = proto.getGraphBuilder();
        ModelProto parts = fused.build(8, 17);
        List<NodeProto> rest = graph.getNodeList().stream()
                .filter(node -> !node.getName().matches("[qkv]-(product|bias)"))
                .toList();
        List<TensorProto> tensors = graph.getInitializerList().stream()
                .filter(tensor -> !tensor.getName().matches("[qkv][.][wb]"))
                .toList();
        graph.clearNode()
                .addAllNode(rest.subList(0, 3))
                .addAllNode(parts.getGraph().getNodeList())
                .addAllNode(rest.subList(3, rest.size()))
                .clearInitializer()
                .addAllInitializer(tensors)
                .addAllInitializer(parts.getGraph().getInitializerList());
        return new OnnxModel(model.file(), proto.build());
    }

    /** A gated feed-forward pair: two layers of as many units, the one's numbers multiplied with what is made of the other's. */
    static OnnxModel gated(boolean gateFirst) {
        ModelBuilder builder =
                new ModelBuilder(72).input("x", "batch", "positions", 16).output("y", "batch", "positions", 16);
        if (gateFirst) {
            linear(builder, "gate", "x", 16, 32);
            linear(builder, "up", "x", 16, 32);
        } else {
            linear(builder, "up", "x", 16, 32);
            linear(builder, "gate", "x", 16, 32);
        }
        builder.node("Sigmoid", "open", List.of("gate"), "open")
                .node("Mul", "silu", List.of("gate", "open"), "silu")
                .node("Mul", "gated", List.of("silu", "up"), "gated");
        linear(builder, "down", "gated", 32, 16);
        return new OnnxModel(
                Path.of("gated"),
                builder.node("Add", "residual", List.of("x", "down"), "y").build(8, 17));
    }

    /** A model of whose units those behind the 16th say what those before say. */
    static OnnxModel repetitive(OnnxModel model, String... makers) {
        Set<String> made = Arrays.stream(makers)
                .flatMap(name -> Stream.of(name + ".w", name + ".b"))
                .collect(Collectors.toSet());
        ModelProto.Builder proto = model.proto().toBuilder();
        for (TensorProto.Builder tensor : proto.getGraphBuilder().getInitializerBuilderList()) {
            if (made.contains(tensor.getName())) {
                TensorValues values = TensorValues.read(tensor.build(), model.externalData());
                double[] numbers = values.values().clone();
                Arrays.setAll(numbers, i -> i % 32 < 16 ? numbers[i] : numbers[i - 16]);
                tensor.setRawData(new TensorValues(values.dims(), values.type(), numbers)
                        .proto("")
                        .getRawData());
            }
        }
        return new OnnxModel(model.file(), proto.build());
    }

    private static void linear(ModelBuilder builder, String name, String input, int inputs, int outputs) {
        builder.weights(name + ".w", inputs, outputs)
                .weights(name + ".b", outputs)
                .node("MatMul", name + "-product", List.of(input, name + ".w"), name + "-product")
                .node("Add", name + "-bias", List.of(name + ".b", name + "-product"), name);
    }

    /** The size of the last axis of a value. */
    private static void last(ModelBuilder builder, String value) {
        builder.node("Shape", value + "-shape", List.of(value), value + "-shape")
                .node("Slice", value + "-last", List.of(value + "-shape", "rest", "end"), value + "-last");
    }

    /** Queries and keys, each by the fourth root of the size of a head; keys by way of matrices of all heads. */
    private static void scaled(ModelBuilder builder) {
        last(builder, "q-heads");
        last(builder, "k-rows");
        pieces(builder, "k-stacked", "rest", "s", "k-rows-last");
        pieces(builder, "k-parted", "b", "two", "k-rows-last", "s");
        builder.node("Cast", "real", List.of("q-heads-last"), "real", attribute("to", DataType.FLOAT.code()))
                .node("Sqrt", "spread", List.of("real"), "spread")
                .node("Div", "product-factor", List.of("unit", "spread"), "product-factor")
                .node("Sqrt", "each-factor", List.of("product-factor"), "each-factor")
                .node("Reshape", "k-stack", List.of("k-rows", "k-stacked"), "k-stack")
                .node("Transpose", "k-columns", List.of("k-stack"), "k-columns", attribute("perm", 0, 2, 1))
                .node("Reshape", "k-part", List.of("k-columns", "k-parted"), "k-heads")
                .node("Mul", "q-scaled", List.of("q-heads", "each-factor"), "q-scaled")
                .node("Mul", "k-scaled", List.of("k-heads", "each-factor"), "k-scaled");
    }

    private static void pieces(ModelBuilder builder, String name, String... pieces) {
        builder.node("Concat", name, List.of(pieces), name, attribute("axis", 0));
    }

    private static void heads(ModelBuilder builder, Told told, String name, long... order) {
        linear(builder, name, "x", 16, 16);
        String sizes = "constant-heads";
        if (told != Told.CONSTANT) {
            sizes = told == Told.SHARED ? "shared-sizes" : name + "-sizes";
            if (told != Told.SHARED || name.equals("q")) {
                pieces(builder, sizes, "b", "s", told == Told.REST ? "rest" : "two", "eight");
            }
        }
        builder.node(
                "Reshape",
                name + "-split",
                List.of(name, sizes),
                name + "-split",
                attribute("allowzero", told == Told.SHARED ? 1 : 0));
        boolean key = order[2] == 3;
        if (told == Told.ASKED && key) {
            builder.node("Transpose", "k-turned", List.of("k-split"), "k-rows", attribute("perm", 0, 2, 1, 3));
            return;
        }
        if (told != Told.STACKED) {
            builder.node(
                    "Transpose", name + "-turned", List.of(name + "-split"), name + "-heads", attribute("perm", order));
            return;
        }
        builder.node(
                "Transpose",
                name + "-turned",
                List.of(name + "-split"),
                name + "-turned",
                attribute("perm", 0, 2, 1, 3));
        pieces(builder, name + "-stacked", "rest", "s", "eight");
        builder.node(
                "Reshape",
                name + "-stack",
                List.of(name + "-turned", name + "-stacked"),
                name + (key ? "-stack" : "-heads"));
        if (key) {
            builder.node(
                    "Transpose", name + "-key", List.of(name + "-stack"), name + "-heads", attribute("perm", 0, 2, 1));
        }
    }
}
