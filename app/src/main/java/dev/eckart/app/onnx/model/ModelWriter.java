package dev.eckart.app.onnx.model;

import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.proto.TensorProto;
import dev.eckart.app.onnx.tensor.DataFile;
import dev.eckart.app.onnx.tensor.ExternalData;
import dev.eckart.app.onnx.tensor.TensorWalk;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * Writes a model: into a directory of its own beside its place first, and moved from there when it is whole.
 *
 * <p>Weights go to a file beside the model where those of the original did, or where one file would outgrow what protobuf
 * can hold. That file is called by its content, such as {@code smaller.onnx.0f3a9b5c7d1e2f40.data}: new data are in place
 * before the model that refers to them, under a name that the old model does not know, and the data of the old model go
 * last. So whatever stops this half-way leaves a model over its own data.
 *
 * @param target the file to write
 */
public record ModelWriter(Path target) {
    /** Protobuf ends at 2 GiB; nodes and names need room too. */
    private static final long MOST_INLINE = 1536L << 20;

    /**
     * Writes. A model that is there already is replaced.
     *
     * @param proto the model
     * @param source where external data of its tensors lie
     * @throws IOException if it cannot be written; the target is then as it was
     */
    public void write(ModelProto proto, ExternalData source) throws IOException {
        write(proto, source, MOST_INLINE);
    }

    void write(ModelProto proto, ExternalData source, long mostInline) throws IOException {
        try {
            stage(proto, source, mostInline);
            settle();
        } finally {
            discard();
        }
    }

    /**
     * Writes the model beside its place, with its data.
     *
     * @param proto the model
     * @param source where external data of its tensors lie
     * @throws IOException if it cannot be written
     */
    public void stage(ModelProto proto, ExternalData source) throws IOException {
        stage(proto, source, MOST_INLINE);
    }

    private void stage(ModelProto proto, ExternalData source, long mostInline) throws IOException {
        // A process that was killed may have had the same number.
        discard();
        Files.createDirectories(staged().getParent());
        ModelProto written = isApart(proto, mostInline) ? DataFile.write(proto, source, staged()) : proto;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(staged()))) {
            written.writeTo(out);
        }
    }

    private static boolean isApart(ModelProto proto, long mostInline) {
        List<TensorProto> tensors = TensorWalk.list(proto);
        return ExternalData.isNeededBy(proto)
                || tensors.stream().mapToLong(TensorProto::getSerializedSize).sum() > mostInline;
    }

    /**
     * Where a model is before it takes its place: a move from there is a change of name and nothing else.
     *
     * @return a file of the target's name, in a directory of this process alone
     */
    public Path staged() {
        Path place = place();
        String directory =
                "." + place.getFileName() + ".part" + ProcessHandle.current().pid();
        return place.resolveSibling(directory).resolve(place.getFileName());
    }

    private Path place() {
        return target.toAbsolutePath().normalize();
    }

    /**
     * Puts the model that has been staged into its place: its data first, then the model, and last it takes away the data
     * of the model that was there.
     *
     * @throws IOException if files cannot be moved; until the model is, the target is as it was
     */
    public void settle() throws IOException {
        OldData old = OldData.of(place());
        for (Path file : stagedFiles()) {
            if (!file.equals(staged())) {
                move(file, place().resolveSibling(file.getFileName()));
            }
        }
        move(staged(), place());
        old.remove();
    }

    /**
     * Takes away what has been staged but has not taken its place.
     *
     * @throws IOException if it cannot be removed
     */
    public void discard() throws IOException {
        for (Path file : stagedFiles()) {
            Files.deleteIfExists(file);
        }
        Files.deleteIfExists(staged().getParent());
    }

    private List<Path> stagedFiles() throws IOException {
        Path directory = staged().getParent();
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }

    private static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
