package dev.eckart.app.onnx.network;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.eckart.app.onnx.model.ModelWriter;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.proto.StringStringEntryProto;
import dev.eckart.app.onnx.tensor.ExternalData;
import dev.eckart.app.onnx.tensor.OnnxException;
import dev.eckart.nn.Network;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A network of Eckart's, and what is known of it.
 *
 * @param network the network
 * @param metadata such as ranks, seed and fingerprint of the data, by key, in order
 */
public record NetworkFile(Network network, Map<String, String> metadata) {
    /** What begins every key that Eckart writes. */
    public static final String PREFIX = "eckart.";

    /** Version 8 of the format and 17 of the operators: what runtimes have read since 2022. */
    private static final int FORMAT = 8;

    private static final int OPERATORS = 17;

    /**
     * The network in the format.
     *
     * @return a model with one input, {@code input}, batch x inputs, and one output, {@code logits}, batch x outputs
     * @throws dev.eckart.app.onnx.tensor.OnnxException if a layer is of a kind that has no form in ONNX
     */
    public ModelProto proto() {
        Draft draft = new Draft(network.inputs());
        for (Network.Node node : network.nodes()) {
            LayerForm.of(node).write(node, draft);
        }
        ModelProto.Builder model = ModelProto.newBuilder().setIrVersion(FORMAT).setProducerName("Eckart");
        model.addOpsetImportBuilder().setVersion(OPERATORS);
        metadata.forEach((key, value) -> model.addMetadataProps(
                StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
        return model.setGraph(draft.graph(network)).build();
    }

    /**
     * The content of a file.
     *
     * @return the network in the format, as bytes
     * @throws dev.eckart.app.onnx.tensor.OnnxException if a layer is of a kind that has no form in ONNX
     */
    public byte[] bytes() {
        return proto().toByteArray();
    }

    /**
     * Writes the network, in place of a model that is there, whose data go if they were written here for it.
     *
     * @param file the file
     * @throws IOException if it cannot be written; what was there is then as it was
     * @throws dev.eckart.app.onnx.tensor.OnnxException if a layer is of a kind that has no form in ONNX
     */
    public void write(Path file) throws IOException {
        new ModelWriter(file)
                .write(proto(), new ExternalData(file.toAbsolutePath().getParent()));
    }

    /**
     * Reads a network of what {@link #bytes} made.
     *
     * @param content a model as bytes
     * @return the network, to the same bits, and the model's metadata
     * @throws dev.eckart.app.onnx.tensor.OnnxException if it is anything else
     */
    public static NetworkFile of(byte[] content) {
        try {
            return of(new OnnxModel(Path.of(""), ModelProto.parseFrom(content)));
        } catch (InvalidProtocolBufferException e) {
            throw new OnnxException("these bytes are no ONNX model: " + e.getMessage(), e);
        }
    }

    /**
     * Reads a network: one that Eckart has written, to the same bits, or another stack of Gemm (or MatMul and Add) and
     * Relu.
     *
     * @param model a model
     * @return the network and the model's metadata
     * @throws dev.eckart.app.onnx.tensor.OnnxException if the model is anything else
     */
    public static NetworkFile of(OnnxModel model) {
        Map<String, String> metadata = new LinkedHashMap<>();
        model.proto().getMetadataPropsList().forEach(entry -> metadata.put(entry.getKey(), entry.getValue()));
        return new NetworkFile(Chain.of(model).network(), metadata);
    }
}
