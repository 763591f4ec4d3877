package dev.eckart.app.onnx.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.app.onnx.ExportedModels;
import dev.eckart.app.onnx.proto.AttributeProto;
import dev.eckart.app.onnx.proto.FunctionProto;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.proto.StringStringEntryProto;
import dev.eckart.app.onnx.proto.TensorAnnotation;
import dev.eckart.app.onnx.proto.TrainingInfoProto;
import dev.eckart.app.onnx.proto.ValueInfoProto;
import dev.eckart.app.onnx.tensor.OnnxException;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class GraphTest {
    private static final ModelProto MLP = ExportedModels.gemmMlp();

    @Test
    void findsWhoMakesAndTakesAValue() {
        Graph graph = Graph.of(MLP);
        assertEquals(OptionalInt.of(0), graph.producer("/0/y"));
        assertEquals(OptionalInt.empty(), graph.producer("input"));
        assertEquals(List.of(1), graph.consumers("/0/y"));
        assertTrue(graph.isUsedElsewhere("output"));
        assertFalse(graph.isUsedElsewhere("/0/y"));
    }

    /** An initialiser among the inputs is a default that a caller may replace, but before IR 4 it had to be there. */
    @Test
    void anInitialiserThatCanBeOverriddenIsNotConstant() {
        ModelProto.Builder listed = MLP.toBuilder();
        listed.getGraphBuilder().addInput(ValueInfoProto.newBuilder().setName("0.weight"));
        assertTrue(Graph.of(MLP).constant("0.weight").isPresent());
        assertTrue(Graph.of(listed.build()).constant("0.weight").isEmpty());
        assertTrue(Graph.of(listed.setIrVersion(3).build()).constant("0.weight").isPresent());
        assertEquals(1, Graph.of(listed.build()).inputs().size());
    }

    @Test
    void whatBranchesTrainingAndQuantisationTakeIsUsed() {
        assertTrue(Graph.of(ExportedModels.wrapped()).isUsedElsewhere("h3"));
        ModelProto.Builder model = MLP.toBuilder()
                .addTrainingInfo(TrainingInfoProto.newBuilder()
                        .addUpdateBinding(StringStringEntryProto.newBuilder()
                                .setKey("0.weight")
                                .setValue("new")));
        model.getGraphBuilder()
                .addQuantizationAnnotation(TensorAnnotation.newBuilder()
                        .setTensorName("/0/y")
                        .addQuantParameterTensorNames(StringStringEntryProto.newBuilder()
                                .setKey("SCALE_TENSOR")
                                .setValue("2.bias")));
        Graph graph = Graph.of(model.build());
        assertTrue(graph.isUsedElsewhere("0.weight"));
        assertTrue(graph.isUsedElsewhere("2.bias"));
        assertFalse(graph.isUsedElsewhere("0.bias"));
    }

    @Test
    void aBranchMayNotTakeWhatIsNotThere() {
        ModelProto.Builder model = ExportedModels.wrapped().toBuilder();
        AttributeProto.Builder branch = model.getGraphBuilder()
                .getNodeBuilder(model.getGraph().getNodeCount() - 1)
                .getAttributeBuilder(0);
        branch.getGBuilder().getNodeBuilder(0).setInput(0, "nowhere");
        assertThrows(OnnxException.class, () -> Graph.of(model.build()));
    }

    /** A branch waits for what it takes: a node that needs the branch's own output closes a circle. */
    @Test
    void aCycleThroughABranchIsFound() {
        ModelProto.Builder model = ExportedModels.wrapped().toBuilder();
        model.getGraphBuilder().getNodeBuilderList().stream()
                .filter(node -> node.getName().equals("cast"))
                .forEach(node -> node.setInput(0, "y"));
        assertThrows(OnnxException.class, () -> Graph.of(model.build()));
    }

    @Test
    void aFunctionMayGiveAnOperatorAnotherMeaning() {
        assertTrue(Graph.of(MLP).isStandard(MLP.getGraph().getNode(0)));
        ModelProto redefined = MLP.toBuilder()
                .addFunctions(FunctionProto.newBuilder().setName("Gemm"))
                .build();
        assertFalse(Graph.of(redefined).isStandard(MLP.getGraph().getNode(0)));
        assertTrue(Graph.of(redefined).isStandard(MLP.getGraph().getNode(1)));
    }
}
