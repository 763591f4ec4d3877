package dev.eckart.app.onnx.model;

import dev.eckart.app.onnx.proto.TensorProto;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The raw bytes of a tensor, little-endian, of any length: in memory or mapped from a file.
 *
 * @param parts what follows each other; all but the last hold {@link #PART} bytes
 */
record TensorBytes(List<ByteBuffer> parts) {
    /** A multiple of every element's size, so that no element lies in two parts. */
    private static final int PART = 1 << 30;

    /** Bytes inside the model. */
    static TensorBytes of(TensorProto tensor) {
        return new TensorBytes(
                List.of(tensor.getRawData().asReadOnlyByteBuffer().slice().order(ByteOrder.LITTLE_ENDIAN)));
    }

    /** Bytes of a file, which are not read until they are looked at. */
    static TensorBytes map(Path file, long offset, long length) throws IOException {
        List<ByteBuffer> parts = new ArrayList<>();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            for (long at = 0; at < length; at += PART) {
                parts.add(channel.map(FileChannel.MapMode.READ_ONLY, offset + at, Math.min(PART, length - at))
                        .order(ByteOrder.LITTLE_ENDIAN));
            }
        }
        return new TensorBytes(parts);
    }

    long length() {
        return parts.stream().mapToLong(ByteBuffer::capacity).sum();
    }

    void writeTo(WritableByteChannel channel) throws IOException {
        for (ByteBuffer part : parts) {
            ByteBuffer rest = part.duplicate().clear();
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
        }
    }
}
