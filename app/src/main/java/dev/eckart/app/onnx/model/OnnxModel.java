package dev.eckart.app.onnx.model;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.eckart.app.onnx.proto.ModelProto;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A model as it was read.
 *
 * @param file where it was read from
 * @param proto its content; what is not understood is in the messages' unknown fields
 */
public record OnnxModel(Path file, ModelProto proto) {
    /** The newest version of the format that is known here and to ONNX Runtime. */
    private static final long NEWEST_IR = 13;

    /**
     * Reads a model and checks its graph.
     *
     * @param file the file
     * @return the model
     * @throws OnnxException if it cannot be read or is no valid model
     */
    public static OnnxModel read(Path file) {
        try {
            ModelProto proto = parsed(file);
            check(proto);
            Graph.of(proto);
            return new OnnxModel(file, proto);
        } catch (OnnxException e) {
            throw new OnnxException("'" + file + "': " + e.getMessage(), e);
        }
    }

    private static ModelProto parsed(Path file) {
        try (InputStream bytes = Files.newInputStream(file)) {
            CodedInputStream input = CodedInputStream.newInstance(bytes, 1 << 16);
            input.setSizeLimit(Integer.MAX_VALUE);
            return ModelProto.parseFrom(input);
        } catch (InvalidProtocolBufferException e) {
            throw new OnnxException("not an ONNX model, or damaged: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new OnnxException("cannot be read: " + e.getClass().getSimpleName() + " " + e.getMessage(), e);
        }
    }

    private static void check(ModelProto proto) {
        if (!proto.hasGraph() || proto.getGraph().getOutputCount() == 0) {
            throw new OnnxException("not an ONNX model: it has no graph with an output");
        }
        if (proto.getIrVersion() < 1 || proto.getIrVersion() > NEWEST_IR) {
            throw new OnnxException("version " + proto.getIrVersion()
                    + " of the ONNX format is not known here, those up to " + NEWEST_IR + " are");
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
     * @return the model's directory
     */
    public ExternalData externalData() {
        return new ExternalData(file.toAbsolutePath().normalize().getParent());
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
