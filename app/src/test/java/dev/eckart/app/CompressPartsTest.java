package dev.eckart.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eckart.app.onnx.ModelBuilder;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.proto.NodeProto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole command on weights that a model takes out of a larger tensor. */
class CompressPartsTest {
    @TempDir
    private Path directory;

    private static ModelProto packed() {
        NodeProto split = NodeProto.newBuilder()
                .setOpType("Split")
                .setName("split")
                .addInput("packed")
                .addOutput("first")
                .addOutput("second")
                .build();
        return new ModelBuilder(3)
                .input("input", "N", 24)
                .output("output", "N", 24)
                .weights("packed", 48, 24)
                .node(split)
                .node("MatMul", "a", List.of("input", "first"), "made")
                .node("Gemm", "b", List.of("made", "second"), "output", ModelBuilder.attribute("transB", 1))
                .build(8, 17);
    }

    @Test
    void partsBecomeFactorsAndTheirTensorGoes() throws IOException {
        CompressCase files = new CompressCase(directory);
        files.write(packed());
        JsonNode report = files.compress("--ratio", "2", "--json").json();
        assertEquals(2, report.get("layers").size());
        assertEquals(2 * 24 * 24, report.at("/before/costs/parameters").asInt());
        assertTrue(report.at("/after/costs/parameters").asInt() <= 24 * 24, report::toString);
        assertTrue(Files.size(files.smaller()) < Files.size(files.model()));
        assertTrue(OnnxModel.read(files.smaller()).graph().nodes().stream()
                .noneMatch(node -> node.getOpType().equals("Split")));
    }

    @Test
    void aModelThatNothingIsDoneToKeepsItsNodes() throws IOException {
        CompressCase files = new CompressCase(directory);
        files.write(packed());
        JsonNode report = files.compress("--energy", "1", "--no-int8", "--json").json();
        assertEquals(2, report.get("layers").size());
        assertEquals(packed(), OnnxModel.read(files.smaller()).proto());
    }
}
