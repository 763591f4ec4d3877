package dev.eckart.app.onnx.rewrite;

import static dev.eckart.app.onnx.ModelBuilder.attribute;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.app.onnx.ExternalExport;
import dev.eckart.app.onnx.ModelBuilder;
import dev.eckart.app.onnx.constant.ConstantValue;
import dev.eckart.app.onnx.constant.ConstantValues;
import dev.eckart.app.onnx.layer.Site;
import dev.eckart.app.onnx.model.FileSize;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.proto.NodeProto;
import dev.eckart.app.onnx.proto.TensorProto;
import dev.eckart.app.onnx.tensor.DataType;
import dev.eckart.app.onnx.tensor.ExternalData;
import dev.eckart.app.onnx.unit.Sites;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Weights that a model takes out of a larger tensor. */
class PartedWeightsTest {
    @TempDir
    private Path directory;

    private static NodeProto split(String input, String sizes, long axis, String... outputs) {
        NodeProto.Builder split = NodeProto.newBuilder()
                .setOpType("Split")
                .setName(outputs[0] + "-split")
                .addInput(input)
                .addAllOutput(List.of(outputs))
                .addAttribute(attribute("axis", axis));
        return (sizes.isEmpty() ? split : split.addInput(sizes)).build();
    }

    private static OnnxModel model(ModelBuilder builder) {
        return new OnnxModel(Path.of("parted.onnx"), builder.build(8, 17));
    }

    private static OnnxModel parted(OnnxModel model) {
        return PartedWeights.of(model, name -> true).model();
    }

    private static List<String> layers(OnnxModel model) {
        return Sites.of(model).sites().stream().map(Site::name).toList();
    }

    private static List<String> tensors(OnnxModel model) {
        return model.proto().getGraph().getInitializerList().stream()
                .map(TensorProto::getName)
                .toList();
    }

    private static double[] numbers(OnnxModel model, String name) {
        return new ConstantValues(model, model.graph())
                .value(name)
                .orElseThrow()
                .read()
                .values();
    }

    /** As PyTorch writes attention between two sequences: a Split of all weights, whose parts are turned. */
    private static ModelBuilder attention() {
        return new ModelBuilder(5)
                .input("x", "batch", "length", 6)
                .output("y", "batch", "length", 18)
                .integers("parts", 6, 12)
                .weights("packed", 18, 6)
                .weights("bias", 18)
                .node(split("packed", "parts", 0, "q", "kv"))
                .node(split("bias", "parts", 0, "q-bias", "kv-bias"))
                .node("Transpose", "q-turn", List.of("q"), "q-turned", attribute("perm", 1, 0))
                .node("Transpose", "kv-turn", List.of("kv"), "kv-turned", attribute("perm", 1, 0))
                .node("MatMul", "first", List.of("x", "q-turned"), "first-made")
                .node("Add", "first-add", List.of("first-made", "q-bias"), "first-out")
                .node("MatMul", "second", List.of("x", "kv-turned"), "second-made")
                .node("Add", "second-add", List.of("second-made", "kv-bias"), "second-out")
                .node("Concat", "y", List.of("first-out", "second-out"), "y", attribute("axis", -1));
    }

    @Test
    void partsOfATensorBecomeLayersOfTheSameNumbers() {
        OnnxModel model = model(attention());
        assertEquals(List.of(), layers(model));
        OnnxModel parted = parted(model);
        assertEquals(List.of("first", "second"), layers(parted));
        assertEquals(List.of("packed/1", "packed/2", "bias/1", "bias/2"), tensors(parted));
        double[] all = numbers(model, "packed");
        assertArrayEquals(Arrays.copyOfRange(all, 0, 36), numbers(parted, "packed/1"));
        assertArrayEquals(Arrays.copyOfRange(all, 36, 108), numbers(parted, "packed/2"));
        assertTrue(
                Sites.of(parted).sites().stream().allMatch(site -> site.bias().isPresent()));
        assertTrue(parted.proto().getGraph().getNodeList().stream()
                .noneMatch(node -> node.getOpType().equals("Split")));
        assertEquals(0, ChangedOutputs.relative(model, parted));
        assertTrue(
                FileSize.of(parted.proto(), parted.externalData()) <= FileSize.of(model.proto(), model.externalData()));
    }

    /** Numbers beside the model stay there: a part is told by where it begins. */
    @Test
    void partsOfDataBesideTheModelAreNotRead() throws IOException {
        Path file = directory.resolve("parted.onnx");
        ExternalExport.write(attention().build(8, 17), file, 64);
        OnnxModel model = OnnxModel.read(file);
        OnnxModel parted = parted(model);
        TensorProto second = parted.graph().initializer("packed/2").orElseThrow();
        assertTrue(ExternalData.isExternal(second));
        assertArrayEquals(Arrays.copyOfRange(numbers(model, "packed"), 36, 108), numbers(parted, "packed/2"));
        assertEquals(0, ChangedOutputs.relative(model, parted));
    }

    /** A tensor that is turned before it is parted, slices, and the matrices of a stack. */
    @Test
    void partsAreTakenInEveryWayThatExportersWrite() {
        OnnxModel model = model(new ModelBuilder(6)
                .input("x", "batch", "length", 6)
                .output("y", "batch", "length", 6)
                .weights("turned", DataType.FLOAT16, 0.25, 12, 6)
                .weights("sliced", 6, 12)
                .weights("stack", 2, 6, 6)
                .integers("zero", 0)
                .integers("six", 6)
                .integers("end", Long.MAX_VALUE)
                .integers("minus-six", -6)
                .integers("last-axis", -1)
                .tensor("first", DataType.INT64, new double[] {0})
                .tensor("last", DataType.INT64, new double[] {-1})
                .node("Cast", "half", List.of("x"), "x-half", attribute("to", 10))
                .node("Transpose", "turn", List.of("turned"), "t", attribute("perm", 1, 0))
                .node(split("t", "", -1, "t1", "t2"))
                .node("Slice", "s1", List.of("sliced", "zero", "six", "last-axis"), "s1")
                .node("Slice", "s2", List.of("sliced", "minus-six", "end", "last-axis"), "s2")
                .node("Gather", "g1", List.of("stack", "first"), "g1")
                .node("Gather", "g2", List.of("stack", "last"), "g2")
                .node("MatMul", "a", List.of("x-half", "t1"), "a-made")
                .node("MatMul", "b", List.of("a-made", "t2"), "b-made")
                .node("Cast", "whole", List.of("b-made"), "b-whole", attribute("to", 1))
                .node("MatMul", "c", List.of("b-whole", "s1"), "c-made")
                .node("MatMul", "d", List.of("c-made", "s2"), "d-made")
                .node("MatMul", "e", List.of("d-made", "g1"), "e-made")
                .node("MatMul", "f", List.of("e-made", "g2"), "y"));
        OnnxModel parted = parted(model);
        assertEquals(List.of("a", "b", "c", "d", "e", "f"), layers(parted));
        assertEquals(0, ChangedOutputs.relative(model, parted));
        assertEquals(8, parted.proto().getGraph().getNodeCount());
        assertTrue(
                FileSize.of(parted.proto(), parted.externalData()) <= FileSize.of(model.proto(), model.externalData()));
    }

    /** What is also needed whole, is no layer's, or lies in two parts would be in the file twice. */
    @Test
    void aTensorThatWouldBeInTheFileTwiceStays() {
        OnnxModel model = model(new ModelBuilder(7)
                .input("x", "batch", "length", 6)
                .output("y", "batch", "length", 6)
                .output("shown1", 6, 6)
                .weights("used", 12, 6)
                .weights("shown", 12, 6)
                .weights("shift", 12)
                .weights("over", 12, 6)
                .weights("rest", 12, 6)
                .integers("zero", 0)
                .integers("three", 3)
                .integers("six", 6)
                .integers("nine", 9)
                .node(split("used", "", 0, "used1", "used2"))
                .node("ReduceSum", "sum", List.of("used", "zero"), "sum", attribute("keepdims", 0))
                .node(split("shown", "", 0, "shown1", "shown2"))
                .node(split("shift", "", 0, "shift1", "shift2"))
                .node("Slice", "o1", List.of("over", "zero", "nine"), "o1")
                .node("Slice", "o2", List.of("over", "three", "nine"), "o2")
                .node("Slice", "r1", List.of("rest", "zero", "six"), "r1")
                .node("MatMul", "a", List.of("x", "used1"), "a-made")
                .node("MatMul", "b", List.of("a-made", "shown2"), "b-made")
                .node("Mul", "c", List.of("b-made", "shift1"), "c-made")
                .node("Relu", "relu", List.of("c-made"), "r-made")
                .node("MatMul", "d", List.of("r-made", "o2"), "d-made")
                .node("MatMul", "e", List.of("d-made", "r1"), "e-made")
                .node("ReduceMax", "max", List.of("o1"), "max", attribute("keepdims", 0))
                .node("Add", "f", List.of("e-made", "sum"), "f-made")
                .node("Add", "y", List.of("f-made", "max"), "y"));
        PartedWeights parted = PartedWeights.of(model, name -> true);
        assertSame(model, parted.model());
        assertEquals(List.of(), parted.names());
    }

    /** Two modules that are one have the same parts. */
    @Test
    void whatIsTakenTwiceIsWrittenOnce() {
        OnnxModel model = model(attention()
                .output("z", "batch", "length", 6)
                .node(split("packed", "parts", 0, "again", "again-kv"))
                .node("Transpose", "turn", List.of("again"), "again-turned", attribute("perm", 1, 0))
                .node("MatMul", "tied", List.of("x", "again-turned"), "z"));
        OnnxModel parted = parted(model);
        assertEquals(
                List.of("packed/1", "packed/2", "bias/1", "bias/2"),
                tensors(parted).stream().filter(name -> name.contains("/")).toList());
        ConstantValues values = new ConstantValues(parted, parted.graph());
        assertEquals(
                values.value("again-turned").map(ConstantValue::stored),
                values.value("q-turned").map(ConstantValue::stored));
        assertEquals(0, ChangedOutputs.relative(model, parted));
    }

    /** Layers that nobody wants factorised keep their nodes, and names of others are left to them. */
    @Test
    void onlyWhatIsWantedIsTaken() {
        OnnxModel model = model(attention().weights("packed/1", 1));
        assertSame(model, PartedWeights.of(model, name -> false).model());
        PartedWeights first = PartedWeights.of(model, "first"::equals);
        assertEquals(List.of("packed", "bias"), first.names());
        assertTrue(tensors(first.model()).contains("packed/1_"));
        assertEquals(0, ChangedOutputs.relative(model, first.model()));
    }
}
