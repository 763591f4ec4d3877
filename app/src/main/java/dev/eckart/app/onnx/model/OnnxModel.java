package dev.eckart.app.onnx.model;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.eckart.app.onnx.proto.GraphProto;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.proto.TensorProto;
import dev.eckart.app.onnx.tensor.DataType;
import dev.eckart.app.onnx.tensor.ExternalData;
import dev.eckart.app.onnx.tensor.OnnxException;
import dev.eckart.app.onnx.tensor.TensorWalk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A model as it was read.
 *
 * @param file where it was read from: what a link leads to, if the model's data are there and not beside the link
 * @param proto its content; what is not understood is in the messages' unknown fields
 */
public record OnnxModel(Path file, ModelProto proto) {
    /** Bytes of a tensor that is more than sizes and scales. */
    private static final int LARGE = 1 << 16;

    /**
     * Reads a model and checks it: its version, its graph, and each of its tensors against its data.
     *
     * <p>What the file holds is in memory once; data beside it stay where they are until they are looked at.
     *
     * @param file the file
     * @return the model
     * @throws OnnxException if it cannot be read or is no valid model
     */
    public static OnnxModel read(Path file) {
        try {
            OnnxModel model = new OnnxModel(file, ModelFile.parse(file)).followed();
            new ModelCheck(model.proto(), model.externalData()).run();
            return model;
        } catch (IOException e) {
            throw new OnnxException("'" + file + "' cannot be looked at: " + e, e);
        } catch (OnnxException e) {
            throw new OnnxException("'" + file + "': " + e.getMessage(), e);
        }
    }

    /** A link to a model stands for that model, unless its data are linked too, beside the link. */
    private OnnxModel followed() throws IOException {
        return externalData().areElsewhere(proto) ? new OnnxModel(file.toRealPath(), proto) : this;
    }

    /**
     * The model with its defaults for good: what the file gives a value for is no input any more.
     *
     * @return a model that cannot be given other weights than it has
     */
    public OnnxModel frozen() {
        Graph checked = graph();
        GraphProto.Builder graph = proto.getGraph().toBuilder().clearInput();
        proto.getGraph().getInputList().stream()
                .filter(input -> !checked.isOverridable(input.getName()))
                .forEach(graph::addInput);
        return new OnnxModel(file, proto.toBuilder().setGraph(graph).build());
    }

    /**
     * The model without the numbers of its large initialisers, as far as they are in its file. What is asked of a model but
     * for its weights, such as sizes and costs, is the same; it can be run from its file alone.
     *
     * @return a model that takes little memory
     */
    public OnnxModel withoutWeights() {
        GraphProto.Builder graph = proto.getGraph().toBuilder();
        for (TensorProto.Builder tensor : graph.getInitializerBuilderList()) {
            if (DataType.of(tensor.getDataType()).filter(DataType::isReal).isPresent()
                    && tensor.getRawData().size() > LARGE) {
                tensor.clearRawData();
            }
        }
        ModelProto light = proto.toBuilder().setGraph(graph).build();
        try {
            // Read anew, for the small tensors that are left are views of all that was read with them.
            return new OnnxModel(file, ModelProto.parseFrom(light.toByteArray()));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The model's graph.
     *
     * @return a view that has been checked
     */
    public Graph graph() {
        return Graph.of(proto);
    }

    /**
     * Where data of tensors outside of the file lie.
     *
     * @return what lies beside the model
     */
    public ExternalData externalData() {
        return ExternalData.of(file);
    }

    /**
     * The files beside the model that its tensors' bytes are in.
     *
     * @return files that are there
     * @throws OnnxException if one is missing or must not be opened
     */
    public List<Path> dataFiles() {
        return TensorWalk.list(proto).stream()
                .filter(ExternalData::isExternal)
                .map(externalData()::file)
                .distinct()
                .toList();
    }

    /**
     * Version of the operators without a domain.
     *
     * @param proto a model
     * @return what it imports, 1 if it does not say
     */
    public static long opset(ModelProto proto) {
        return proto.getOpsetImportList().stream()
                .filter(opset ->
                        opset.getDomain().isEmpty() || opset.getDomain().equals("ai.onnx"))
                .mapToLong(opset -> opset.getVersion())
                .findFirst()
                .orElse(1);
    }
}
