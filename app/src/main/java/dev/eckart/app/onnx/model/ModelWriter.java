package dev.eckart.app.onnx.model;

import com.google.protobuf.ByteString;
import dev.eckart.app.onnx.proto.GraphProto;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.proto.TensorProto;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Writes a model: beside its place first, and moved there when it is whole.
 *
 * <p>Weights go to a file beside the model where those of the original did, or where one file would outgrow what protobuf
 * can hold; that file is in place before the model that refers to it.
 *
 * @param source where external data of the model's tensors lie
 * @param target the file to write
 */
public record ModelWriter(ExternalData source, Path target) {
    private static final long MOST_INLINE = 1536L << 20;
    private static final int SMALL = 1024;
    private static final int ALIGNMENT = 64;

    /**
     * Writes.
     *
     * @param proto the model
     * @throws IOException if it cannot be written
     */
    public void write(ModelProto proto) throws IOException {
        Path directory = target.toAbsolutePath().getParent();
        Files.createDirectories(directory);
        boolean apart = proto.getGraph().getInitializerList().stream().anyMatch(ExternalData::isExternal)
                || proto.getSerializedSize() < 0
                || proto.getSerializedSize() > MOST_INLINE;
        Path part = part(target);
        try {
            ModelProto written = apart ? withDataApart(proto) : proto;
            try (OutputStream out = Files.newOutputStream(part)) {
                written.writeTo(out);
            }
            move(part, target);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /**
     * The file beside a model that holds its weights, if any file does.
     *
     * @param model a model file
     * @return its name with {@code .data} behind
     */
    public static Path dataFile(Path model) {
        return model.resolveSibling(model.getFileName() + ".data");
    }

    private ModelProto withDataApart(ModelProto proto) throws IOException {
        Path data = dataFile(target);
        Path part = part(data);
        try {
            GraphProto.Builder graph = proto.getGraph().toBuilder();
            try (FileChannel out = FileChannel.open(
                    part, StandardOpenOption.WRITE, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING)) {
                for (int i = 0; i < graph.getInitializerCount(); i++) {
                    graph.setInitializer(i, moved(graph.getInitializer(i), data, out));
                }
            }
            move(part, data);
            return proto.toBuilder().setGraph(graph).build();
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private TensorProto moved(TensorProto tensor, Path data, FileChannel out) throws IOException {
        boolean external = ExternalData.isExternal(tensor);
        ByteString raw = tensor.getRawData();
        if (!external && raw.size() < SMALL) {
            return tensor;
        }
        ByteBuffer bytes = external ? source.bytes(tensor) : raw.asReadOnlyByteBuffer();
        long offset = (out.position() + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        out.position(offset);
        long length = bytes.remaining();
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
        return ExternalData.reference(tensor, data.getFileName().toString(), offset, length);
    }

    private static Path part(Path file) {
        return file.resolveSibling(file.getFileName() + ".part");
    }

    private static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
