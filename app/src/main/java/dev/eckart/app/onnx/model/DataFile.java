package dev.eckart.app.onnx.model;

import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.proto.TensorProto;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The one file beside a written model, into which its tensors go. */
final class DataFile {
    /** Smaller tensors stay in the model. */
    private static final int SMALLEST = 1024;

    /** Large tensors begin on a page, so that a runtime can map them; small ones only on a cache line. */
    private static final int LARGE = 1 << 20;

    private static final int PAGE = 4096;
    private static final int LINE = 64;

    private final ExternalData source;
    private final FileChannel channel;
    private final String name;
    private final Map<ExternalData.Range, Long> written = new HashMap<>();

    private DataFile(ExternalData source, FileChannel channel, String name) {
        this.source = source;
        this.channel = channel;
        this.name = name;
    }

    /** Writes the tensors to a file and returns the model that finds them in one of the given name beside it. */
    static ModelProto write(ModelProto model, ExternalData source, Path file, String name) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            return new DataFile(source, channel, name).write(model);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** What lay in files stays in one; of the rest, the main graph's weights go there. */
    private ModelProto write(ModelProto model) {
        ModelProto.Builder moved =
                TensorWalk.map(model, tensor -> ExternalData.isExternal(tensor) ? moved(tensor) : tensor).toBuilder();
        List<TensorProto.Builder> initializers = moved.getGraphBuilder().getInitializerBuilderList();
        for (TensorProto.Builder initializer : initializers) {
            TensorProto tensor = initializer.build();
            if (isLargeAndInside(tensor)) {
                initializer.clear().mergeFrom(moved(tensor));
            }
        }
        return moved.build();
    }

    /** Weights in typed fields are what no exporter writes large; they stay. */
    private static boolean isLargeAndInside(TensorProto tensor) {
        return !ExternalData.isExternal(tensor) && tensor.getRawData().size() >= SMALLEST;
    }

    /** The same tensor, its elements written to the file; those that shared a place before share one again. */
    private TensorProto moved(TensorProto tensor) {
        boolean external = ExternalData.isExternal(tensor);
        TensorBytes bytes = external ? source.bytes(tensor) : TensorBytes.of(tensor);
        long offset = external ? written.computeIfAbsent(source.range(tensor), range -> append(bytes)) : append(bytes);
        return ExternalData.reference(tensor, name, offset, bytes.length());
    }

    private long append(TensorBytes bytes) {
        try {
            int alignment = bytes.length() >= LARGE ? PAGE : LINE;
            long offset = (channel.position() + alignment - 1) / alignment * alignment;
            channel.write(ByteBuffer.allocate((int) (offset - channel.position())));
            bytes.writeTo(channel);
            return offset;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
