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
import java.util.stream.Stream;

/**
 * Writes a model beside where it goes, then moves it there.
 *
 * @param source the model from which the written one comes; its files are not written over
 * @param inlineLimit bytes of tensors above which they go to a file of their own
 */
record ModelWriter(OnnxModel source, long inlineLimit) {
    /** Protobuf ends at 2 GiB; nodes and names need room too. */
    static final long INLINE_LIMIT = 3L << 29;

    void write(OnnxModel model, Path target) {
        Path data = target.resolveSibling(target.getFileName() + ".data");
        requireNotOwn(target);
        boolean apart = isApart(model.proto());
        if (apart) {
            requireNotOwn(data);
        }
        Path draft = draft(target);
        Path dataDraft = draft(data);
        try {
            ModelProto written =
                    apart ? DataFile.write(model, dataDraft, data.getFileName().toString()) : model.proto();
            save(written, draft);
            if (apart) {
                Files.move(dataDraft, data, StandardCopyOption.ATOMIC_MOVE);
            }
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new OnnxException("cannot write " + target + " (" + e + "); is the disk full?", e);
        } finally {
            delete(draft);
            delete(dataDraft);
        }
    }

    private boolean isApart(ModelProto model) {
        List<TensorProto> tensors = TensorWalk.list(model);
        return tensors.stream().anyMatch(ExternalData::isExternal)
                || tensors.stream().mapToLong(TensorProto::getSerializedSize).sum() > inlineLimit;
    }

    private void requireNotOwn(Path target) {
        Stream<Path> data = TensorWalk.list(source.proto()).stream()
                .filter(ExternalData::isExternal)
                .map(source.external()::file)
                .distinct();
        if (Stream.concat(Stream.of(source.file()), data).anyMatch(file -> isSame(file, target))) {
            throw new OnnxException(target + " is a file of the model that is read; give the output another name");
        }
    }

    private static boolean isSame(Path file, Path target) {
        try {
            return Files.exists(target) && Files.exists(file) && Files.isSameFile(file, target);
        } catch (IOException e) {
            throw new OnnxException("cannot look at " + target + ": " + e, e);
        }
    }

    private static Path draft(Path target) {
        return target.resolveSibling(
                "." + target.getFileName() + "." + ProcessHandle.current().pid() + ".part");
    }

    private static void save(ModelProto model, Path file) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            model.writeTo(out);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new OnnxException("cannot remove " + file + ": " + e, e);
        }
    }
}
