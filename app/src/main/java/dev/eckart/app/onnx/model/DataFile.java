package dev.eckart.app.onnx.model;

import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.proto.StringStringEntryProto;
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

    private final OnnxModel model;
    private final FileChannel channel;
    private final String name;
    private final Map<ExternalData.Range, Long> written = new HashMap<>();

    private DataFile(OnnxModel model, FileChannel channel, String name) {
        this.model = model;
        this.channel = channel;
        this.name = name;
    }

    /** Writes the tensors to a file and returns the model that finds them in one of the given name beside it. */
    static ModelProto write(OnnxModel model, Path file, String name) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            return new DataFile(model, channel, name).write();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** What lay in files stays in one; of the rest, the main graph's weights go there. */
    private ModelProto write() {
        ModelProto.Builder moved =
                TensorWalk.map(model.proto(), tensor -> ExternalData.isExternal(tensor) ? moved(tensor) : tensor)
                        .toBuilder();
        List<TensorProto.Builder> initializers = moved.getGraphBuilder().getInitializerBuilderList();
        for (TensorProto.Builder initializer : initializers) {
            TensorProto tensor = initializer.build();
            if (isLargeAndInside(tensor)) {
                initializer.clear().mergeFrom(moved(tensor));
            }
        }
        return moved.build();
    }

    private static boolean isLargeAndInside(TensorProto tensor) {
        return !ExternalData.isExternal(tensor)
                && tensor.getSerializedSize() >= SMALLEST
                && TensorReader.type(tensor)
                        .filter(type -> type != ElementType.STRING)
                        .isPresent();
    }

    /** The same tensor, its elements written to the file; those that shared a place before share one again. */
    private TensorProto moved(TensorProto tensor) {
        TensorValues values = model.tensors().values(tensor);
        long length = values.bytes().length();
        long offset = ExternalData.isExternal(tensor)
                ? written.computeIfAbsent(model.external().range(tensor, length), range -> append(values))
                : append(values);
        return tensor.toBuilder()
                .clearFloatData()
                .clearInt32Data()
                .clearInt64Data()
                .clearUint64Data()
                .clearDoubleData()
                .clearRawData()
                .clearExternalData()
                .setDataLocation(ExternalData.EXTERNAL)
                .addExternalData(entry("location", name))
                .addExternalData(entry("offset", String.valueOf(offset)))
                .addExternalData(entry("length", String.valueOf(length)))
                .build();
    }

    private long append(TensorValues values) {
        try {
            int alignment = values.bytes().length() >= LARGE ? PAGE : LINE;
            long offset = (channel.position() + alignment - 1) / alignment * alignment;
            channel.write(ByteBuffer.allocate((int) (offset - channel.position())));
            values.bytes().writeTo(channel);
            return offset;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static StringStringEntryProto entry(String key, String value) {
        return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
    }
}
