package dev.eckart.app.onnx.rewrite;

import static dev.eckart.app.onnx.ModelBuilder.attribute;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.app.onnx.ModelBuilder;
import dev.eckart.app.onnx.constant.ConstantValues;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.proto.NodeProto;
import dev.eckart.app.onnx.rewrite.DividedProducts.Division;
import dev.eckart.app.onnx.runtime.ShapeInference;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Products of which each part is made by one of its own. */
class DividedProductsTest {
    private static NodeProto split(String input, String sizes, long axis, String... outputs) {
        NodeProto.Builder split = NodeProto.newBuilder()
                .setOpType("Split")
                .setName(input + "-split")
                .addInput(input)
                .addAllOutput(List.of(outputs))
                .addAttribute(attribute("axis", axis));
        return (sizes.isEmpty() ? split : split.addInput(sizes)).build();
    }

    private static DividedProducts products(OnnxModel model) {
        return new DividedProducts(new ConstantValues(model, model.graph()), ShapeInference.of(model));
    }

    private static OnnxModel model(ModelBuilder builder) {
        return new OnnxModel(Path.of("divided.onnx"), builder.build(8, 17));
    }

    /** Two products of rows, which have a bias and what tells their sizes in common, and one of unequal parts. */
    private static OnnxModel three() {
        return model(new ModelBuilder(5)
                .input("x", "batch", "length", 6)
                .output("y", "batch", "length", 4)
                .integers("zero", 0)
                .integers("one", 1)
                .integers("rows", -1, 6)
                .integers("twelve", 12)
                .integers("parts", 5, 7)
                .weights("a.w", 6, 12)
                .weights("b.w", 12, 6)
                .weights("bias", 12)
                .weights("c.w", 6, 12)
                .weights("five", 5, 4)
                .weights("seven", 7, 4)
                .weights("six", 6, 4)
                .node("Shape", "shape", List.of("x"), "shape")
                .node("Gather", "batch", List.of("shape", "zero"), "batch")
                .node("Gather", "length", List.of("shape", "one"), "length")
                .node("Concat", "sizes", List.of("batch", "length", "twelve"), "sizes", attribute("axis", 0))
                .node("Reshape", "flat", List.of("x", "rows"), "flat")
                .node("Gemm", "a", List.of("flat", "a.w", "bias"), "a-rows")
                .node("Reshape", "a-back", List.of("a-rows", "sizes"), "a-made")
                .node(split("a-made", "", 2, "a1", "a2"))
                .node("Gemm", "b", List.of("flat", "b.w", "bias"), "b-rows", attribute("transB", 1))
                .node("Reshape", "b-back", List.of("b-rows", "sizes"), "b-made")
                .node(split("b-made", "", -1, "b1", "b2", "b3"))
                .node("MatMul", "c", List.of("x", "c.w"), "c-made")
                .node(split("c-made", "parts", 2, "c1", "c2"))
                .node("MatMul", "c1-product", List.of("c1", "five"), "c5")
                .node("MatMul", "c2-product", List.of("c2", "seven"), "c7")
                .node("Add", "a-sum", List.of("a1", "a2"), "a-sum")
                .node("Add", "b-sum", List.of("b1", "b2"), "b-two")
                .node("Add", "b-sums", List.of("b-two", "b3"), "b-sum")
                .node("MatMul", "a-out", List.of("a-sum", "six"), "a4")
                .node("Add", "c-sum", List.of("c5", "c7"), "c-sum")
                .node("Add", "ab", List.of("a4", "b-sum"), "ab")
                .node("Mul", "y", List.of("ab", "c-sum"), "y"));
    }

    @Test
    void eachPartIsMadeOfTheColumnsThatMadeIt() {
        OnnxModel model = three();
        DividedProducts products = products(model);
        List<Division> found = products.found();
        assertEquals(List.of("a", "b", "c"), found.stream().map(products::name).toList());
        assertEquals(List.of("b/1", "b/2", "b/3"), products.parts(found.get(1)));
        assertEquals(List.of(5L, 7L), found.get(2).sizes());
        OnnxModel divided = products.divided(found);
        // The same sums of 12 terms at most, in another order, and products of two of them.
        double off = ChangedOutputs.relative(model, divided);
        assertTrue(off <= 8 * 12 * 0x1p-24, "off by " + off);
        assertTrue(divided.proto().getGraph().getNodeList().stream()
                .noneMatch(node -> node.getOpType().equals("Split")));
        assertTrue(divided.proto().getGraph().getInitializerList().stream()
                .noneMatch(tensor -> List.of("a.w", "b.w", "c.w", "bias").contains(tensor.getName())));
    }

    /** A product stays whole if others need it, if its numbers are changed, or if they are parted along another axis. */
    @Test
    void whatIsMoreThanItsPartsStays() {
        ModelBuilder builder = new ModelBuilder(6)
                .input("x", "batch", "length", 6)
                .output("y", "batch", "length", 6)
                .output("used-made", "batch", "length", 12)
                .weights("used.w", 6, 12)
                .weights("other.w", 6, 12)
                .weights("changed.w", 6, 12)
                .node("MatMul", "used", List.of("x", "used.w"), "used-made")
                .node(split("used-made", "", 2, "u1", "u2"))
                .node("MatMul", "other", List.of("x", "other.w"), "other-made")
                .node("Transpose", "turn", List.of("other-made"), "turned-made", attribute("perm", 0, 2, 1))
                .node(split("turned-made", "", 1, "t1", "t2"))
                .node("Transpose", "back", List.of("t1"), "o1", attribute("perm", 0, 2, 1))
                .node("MatMul", "changed", List.of("x", "changed.w"), "c")
                .node("Relu", "relu", List.of("c"), "changed-made")
                .node(split("changed-made", "", 2, "c1", "c2"))
                .node("Sum", "y", List.of("u1", "u2", "o1", "c1", "c2"), "y");
        assertEquals(List.of(), products(model(builder)).found());
    }

    private static ModelBuilder halves(String second) {
        return new ModelBuilder(7)
                .input("x", "batch", "length", 6)
                .output("y", "batch", "length", 6)
                .weights("w", 6, 12)
                .weights("v", 6, 12)
                .node("MatMul", "first", List.of("x", "w"), "first-made")
                .node(split("first-made", "", 2, "f1", "f2"))
                .node("Add", "first/1", List.of("f1", "f2"), "f")
                .node("MatMul", "second", List.of("f", second), "second-made")
                .node(split("second-made", "", 2, "s1", "s2"))
                .node("Mul", "y", List.of("s1", "s2"), "y");
    }

    /** Weights that two products have in common would be written twice. */
    @Test
    void weightsThatAreSharedStayShared() {
        assertEquals(List.of(), products(model(halves("w"))).found());
        assertEquals(2, products(model(halves("v"))).found().size());
    }

    @Test
    void namesOfOthersAreLeftToThem() {
        OnnxModel model = model(halves("v"));
        DividedProducts products = products(model);
        OnnxModel divided = products.divided(products.found());
        assertEquals(
                List.of("first/1_", "first/2"), products.parts(products.found().get(0)));
        assertTrue(ChangedOutputs.relative(model, divided) <= 8 * 6 * 0x1p-24);
    }
}
