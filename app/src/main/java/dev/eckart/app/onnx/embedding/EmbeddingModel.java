package dev.eckart.app.onnx.embedding;

import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.proto.GraphProto;
import dev.eckart.app.onnx.proto.NodeProto;
import dev.eckart.app.onnx.proto.TypeProto;
import dev.eckart.app.onnx.proto.ValueInfoProto;
import dev.eckart.app.onnx.runtime.OnnxSession;
import dev.eckart.app.onnx.tensor.DataType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A model that gives embeddings of length one and nothing else, samples x 1 x numbers, by nodes behind its own: of what changes
 * in it, only what changes those matters. It is what layers are cut by; what is left learns from all that the model gives, from
 * each position of which there is more to learn: trained by embeddings, MiniLM at half its layers got worse before it got better.
 */
public final class EmbeddingModel {
    /** Why there may be none, for a person. */
    public static final String OBSTACLE = "all outputs count, and not embeddings alone: none can be made in the model"
            + " itself, whose samples are not along the first axis or whose version of ONNX's operators is too old";

    private EmbeddingModel() {}

    /**
     * Puts the nodes behind a model.
     *
     * @param model the model
     * @param samples what it is given
     * @param pooling how embeddings are made
     * @param named the output that they are made of, if it is said and the pooling does not say it
     * @param threads threads that the model is run with, to find the output
     * @return the model; empty if samples are not along the first axis, the output's type is not told, or the model's
     *     version of ONNX's operators is too old for it
     * @throws dev.eckart.app.onnx.tensor.OnnxException if no embeddings can be made of what it gives
     */
    public static Optional<OnnxModel> of(
            OnnxModel model, Samples samples, Pooling pooling, Optional<String> named, int threads) {
        try (OnnxSession session = OnnxSession.open(model.proto(), model.externalData(), threads)) {
            return of(model, samples, EmbeddingOutput.of(session, samples, pooling, named));
        }
    }

    private static Optional<OnnxModel> of(OnnxModel model, Samples samples, EmbeddingOutput made) {
        GraphProto graph = model.proto().getGraph();
        long opset = OnnxModel.opset(model.proto());
        boolean inFront =
                samples.inputs().stream().allMatch(input -> input.batch().orElse(0) == 0);
        if (!inFront || !PoolingNodes.arePossible(made, opset)) {
            return Optional.empty();
        }
        Set<String> names = graph.getNodeList().stream()
                .flatMap(node -> node.getOutputList().stream())
                .collect(Collectors.toSet());
        String prefix = Stream.iterate("embedding", taken -> taken + "_")
                .filter(free -> names.stream().noneMatch(name -> name.startsWith(free + "/")))
                .findFirst()
                .orElseThrow();
        return graph.getOutputList().stream()
                .filter(output -> output.getName().equals(made.output()))
                .findFirst()
                .flatMap(rows -> DataType.of(rows.getType().getTensorType().getElemType()))
                .filter(DataType::isReal)
                .map(type -> giving(model, PoolingNodes.of(made, type, opset, prefix), type));
    }

    private static OnnxModel giving(OnnxModel model, List<NodeProto> nodes, DataType type) {
        ValueInfoProto embedding = ValueInfoProto.newBuilder()
                .setName(nodes.get(nodes.size() - 1).getOutput(0))
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder().setElemType(type.code())))
                .build();
        GraphProto.Builder graph = model.proto().getGraph().toBuilder()
                .addAllNode(nodes)
                .clearOutput()
                .addOutput(embedding);
        return new OnnxModel(
                model.file(), model.proto().toBuilder().setGraph(graph).build());
    }
}
