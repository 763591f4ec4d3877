package dev.eckart.app.onnx.model;

import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.proto.TensorProto;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

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
    /** Protobuf ends at 2 GiB; nodes and names need room too. */
    private static final long MOST_INLINE = 1536L << 20;

    /**
     * Writes. Where the target or its data file is there already, it is replaced.
     *
     * @param proto the model
     * @throws IOException if it cannot be written
     * @throws OnnxException if the data file to write is one that the model's tensors are read from
     */
    public void write(ModelProto proto) throws IOException {
        write(proto, MOST_INLINE);
    }

    void write(ModelProto proto, long mostInline) throws IOException {
        Path data = dataFile(target);
        Files.createDirectories(target.toAbsolutePath().getParent());
        Path part = part(target);
        Path dataPart = part(data);
        try {
            boolean apart = isApart(proto, mostInline);
            requireNotRead(proto);
            ModelProto written = apart
                    ? DataFile.write(proto, source, dataPart, data.getFileName().toString())
                    : proto;
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part))) {
                written.writeTo(out);
            }
            if (apart) {
                move(dataPart, data);
            }
            move(part, target);
        } finally {
            Files.deleteIfExists(part);
            Files.deleteIfExists(dataPart);
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

    private static boolean isApart(ModelProto proto, long mostInline) {
        List<TensorProto> tensors = TensorWalk.list(proto);
        return tensors.stream().anyMatch(ExternalData::isExternal)
                || tensors.stream().mapToLong(TensorProto::getSerializedSize).sum() > mostInline;
    }

    /**
     * Refuses to write over the data of the model that is read.
     *
     * @param proto the model to write
     * @throws IOException if files cannot be looked at
     * @throws OnnxException if the data file beside the target is one that the model's tensors are read from
     */
    public void requireNotRead(ModelProto proto) throws IOException {
        Path data = dataFile(target);
        for (TensorProto tensor : TensorWalk.list(proto)) {
            if (ExternalData.isExternal(tensor) && Files.exists(data) && Files.isSameFile(source.file(tensor), data)) {
                throw new OnnxException("'" + data + "' holds data of the model that is read, tensor '"
                        + tensor.getName() + "' among them; give the output another name");
            }
        }
    }

    /** Of this process alone: what another one writes to the same place does not get mixed in. */
    private static Path part(Path file) {
        return file.resolveSibling(
                "." + file.getFileName() + "." + ProcessHandle.current().pid() + ".part");
    }

    private static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
