package dev.eckart.app.onnx;

import static dev.eckart.app.onnx.ModelBuilder.attribute;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.UnknownFieldSet;
import dev.eckart.app.onnx.form.Factor;
import dev.eckart.app.onnx.form.Geometry;
import dev.eckart.app.onnx.layer.Site;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.proto.NodeProto;
import dev.eckart.app.onnx.proto.StringStringEntryProto;
import dev.eckart.app.onnx.proto.TensorProto;
import dev.eckart.app.onnx.proto.ValueInfoProto;
import dev.eckart.app.onnx.rewrite.Replacement;
import dev.eckart.app.onnx.rewrite.Rewriter;
import dev.eckart.app.onnx.runtime.OnnxSession;
import dev.eckart.app.onnx.tensor.DataType;
import dev.eckart.app.onnx.tensor.OnnxException;
import dev.eckart.app.onnx.unit.Sites;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RewriterTest {
    private static OnnxModel model(ModelProto proto) {
        return new OnnxModel(Path.of("model.onnx"), proto);
    }

    /** Two factors of rank 1 in the place of a layer. */
    private static Replacement halved(Site site) {
        Tensor w = site.read().weights();
        Tensor first = Tensors.leadingColumns(w, 1);
        Tensor second = Tensors.zeros(Precision.FLOAT64, 1, w.columns());
        return Replacement.of(
                site,
                List.of(
                        new Factor(first, Optional.empty(), Geometry.PRODUCT),
                        new Factor(second, site.read().bias(), Geometry.PRODUCT)));
    }

    /** With the first layers replaced, in a form that ONNX Runtime takes. */
    private static ModelProto rewritten(ModelProto proto, int layers) {
        List<Replacement> replacements = Sites.of(model(proto)).sites().subList(0, layers).stream()
                .map(RewriterTest::halved)
                .toList();
        ModelProto rewritten = new Rewriter(proto).replace(replacements).model();
        OnnxSession.open(rewritten, model(proto).externalData(), 1).close();
        return rewritten;
    }

    private static Set<String> weights(ModelProto model) {
        return model.getGraph().getInitializerList().stream()
                .map(TensorProto::getName)
                .collect(Collectors.toSet());
    }

    private static ModelBuilder twoUsers() {
        return new ModelBuilder(1)
                .input("x", "N", 8)
                .output("y", "N", 8)
                .weights("w", 8, 8)
                .node("MatMul", "first", List.of("x", "w"), "h")
                .node("MatMul", "second", List.of("h", "w"), "y");
    }

    @Test
    void sharedWeightsGoWithTheirLastUser() {
        ModelProto model = twoUsers().build(8, 13);
        assertTrue(weights(rewritten(model, 1)).contains("w"));
        assertFalse(weights(rewritten(model, 2)).contains("w"));
    }

    @Test
    void weightsThatABranchNeedsStay() {
        ModelBuilder branch = new ModelBuilder(2)
                .node("Add", "inner", List.of("h", "b"), "inner_y")
                .output("inner_y", "N", 8);
        ModelProto model = new ModelBuilder(1)
                .input("x", "N", 8)
                .output("y", "N", 8)
                .weights("w", 8, 8)
                .weights("b", 8)
                .tensor("yes", DataType.BOOL, new double[] {1})
                .node("Gemm", "first", List.of("x", "w", "b"), "h")
                .node(
                        "If",
                        "branch",
                        List.of("yes"),
                        "y",
                        attribute("then_branch", branch.graph()),
                        attribute("else_branch", branch.graph()))
                .build(8, 13);
        assertTrue(weights(rewritten(model, 1)).contains("b"));
    }

    @Test
    void whatOnlyMadeWeightsGoesWithThem() {
        ModelProto model = new ModelBuilder(1)
                .input("x", "N", 8)
                .output("y", "N", 4)
                .weights("stored", 4, 8)
                .node("Identity", "same", List.of("stored"), "again")
                .node("Transpose", "turn", List.of("again"), "w", attribute("perm", 1, 0))
                .node("MatMul", "layer", List.of("x", "w"), "y")
                .build(8, 13);
        ModelProto rewritten = rewritten(model, 1);
        assertEquals(
                List.of("layer/factor-1", "layer/factor-2"),
                rewritten.getGraph().getNodeList().stream()
                        .map(NodeProto::getName)
                        .toList());
        assertEquals(Set.of("layer/factor-1/weights", "layer/factor-2/weights"), weights(rewritten));
    }

    @Test
    void namesThatAreTakenGetANumber() {
        ModelProto model = new ModelBuilder(1)
                .input("x", "N", 8)
                .output("y", "N", 4)
                .weights("layer/factor-1/weights", 8, 4)
                .node("MatMul", "layer", List.of("x", "layer/factor-1/weights"), "y/factor-1")
                .node("Relu", "layer/factor-1", List.of("y/factor-1"), "y")
                .build(8, 13);
        ModelProto rewritten = rewritten(model, 1);
        assertTrue(weights(rewritten).contains("layer/factor-1/weights_2"));
        assertEquals(
                3,
                rewritten.getGraph().getNodeList().stream()
                        .map(NodeProto::getName)
                        .distinct()
                        .count());
    }

    /** Before version 4 of the format weights are inputs too. */
    @Test
    void weightsOfAnOldModelAreDeclaredAsInputs() {
        ModelProto model = new ModelBuilder(1)
                .input("x", 1, 8)
                .input("w", 8, 4)
                .output("y", 1, 4)
                .weights("w", 8, 4)
                .node("MatMul", "layer", List.of("x", "w"), "y")
                .build(3, 8);
        assertEquals(
                List.of("x", "layer/factor-1/weights", "layer/factor-2/weights"),
                rewritten(model, 1).getGraph().getInputList().stream()
                        .map(ValueInfoProto::getName)
                        .toList());
    }

    /** The value between a product and what is added to it is no more; what is known of others stays. */
    @Test
    void whatIsKnownOfValuesStaysAsLongAsTheyDo() {
        ModelProto model = new ModelBuilder(1)
                .input("x", "N", 8)
                .output("y", "N", 4)
                .weights("w", 8, 4)
                .weights("b", 4)
                .node("MatMul", "layer", List.of("x", "w"), "product")
                .node("Add", "bias", List.of("product", "b"), "h")
                .node("Relu", "relu", List.of("h"), "y")
                .valueInfo("product", "N", 4)
                .valueInfo("h", "N", 4)
                .build(8, 13);
        assertEquals(
                List.of("h"),
                rewritten(model, 1).getGraph().getValueInfoList().stream()
                        .map(ValueInfoProto::getName)
                        .toList());
    }

    @Test
    void numbersThatTheTypeCannotHoldAreRefused() {
        ModelProto proto = new ModelBuilder(1)
                .input("x", "N", 2)
                .output("y", "N", 2)
                .weights("w", 2, 2)
                .node("MatMul", "layer", List.of("x", "w"), "y")
                .build(8, 13);
        Site site = Sites.of(model(proto)).sites().get(0);
        Tensor large = Tensors.of(new double[] {1e39}, new double[] {1});
        Replacement replacement = Replacement.of(
                site,
                List.of(
                        new Factor(large, Optional.empty(), Geometry.PRODUCT),
                        new Factor(Tensors.transpose(large), Optional.empty(), Geometry.PRODUCT)));
        OnnxException refusal =
                assertThrows(OnnxException.class, () -> new Rewriter(proto).replace(List.of(replacement)));
        assertTrue(refusal.getMessage().contains("layer 'layer'"), refusal.getMessage());
    }

    @ParameterizedTest
    @EnumSource(
            value = DataType.class,
            names = {"FLOAT", "FLOAT16", "DOUBLE", "BFLOAT16"})
    void factorsHaveTheTypeOfTheWeights(DataType type) {
        ModelProto proto = new ModelBuilder(1)
                .input("x", "N", 6)
                .output("y", "N", 6)
                .weights("w", type, 0.3, 6, 6)
                .node("Cast", "in", List.of("x"), "narrow", attribute("to", type.code()))
                .node("MatMul", "layer", List.of("narrow", "w"), "product")
                .node("Cast", "out", List.of("product"), "y", attribute("to", DataType.FLOAT.code()))
                .build(8, 13);
        ModelProto rewritten = new Rewriter(proto)
                .replace(List.of(halved(Sites.of(model(proto)).sites().get(0))))
                .model();
        assertEquals(2, rewritten.getGraph().getInitializerCount());
        rewritten.getGraph().getInitializerList().forEach(tensor -> assertEquals(type.code(), tensor.getDataType()));
        // ONNX Runtime has no product of bfloat16 on every processor.
        if (type != DataType.BFLOAT16) {
            OnnxSession.open(rewritten, model(proto).externalData(), 1).close();
        }
    }

    /** What a node says of itself besides what it computes, known here or not, each of its factors says too. */
    @Test
    void factorsKeepWhatANodeSaysOfItself() {
        ModelProto.Builder model = ExportedModels.matMulMlp().toBuilder();
        UnknownFieldSet unknown = UnknownFieldSet.newBuilder()
                .addField(10, UnknownFieldSet.Field.newBuilder().addVarint(4).build())
                .build();
        model.getGraphBuilder()
                .getNodeBuilderList()
                .forEach(node -> node.setDocString("of " + node.getName())
                        .addMetadataProps(StringStringEntryProto.newBuilder()
                                .setKey("line")
                                .setValue(node.getOpType()))
                        .setUnknownFields(unknown));
        String product = model.getGraph().getNode(0).getName();
        List<NodeProto> factors = rewritten(model.build(), 1).getGraph().getNodeList().stream()
                .filter(node -> node.getName().startsWith(product + "/"))
                .toList();
        assertEquals(
                List.of("MatMul", "MatMul", "Add"),
                factors.stream().map(NodeProto::getOpType).toList());
        for (NodeProto factor : factors) {
            assertTrue(factor.getDocString().startsWith("of "), factor.getDocString());
            assertEquals(factor.getOpType(), factor.getMetadataProps(0).getValue());
            assertEquals(unknown, factor.getUnknownFields());
        }
    }
}
