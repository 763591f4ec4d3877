package dev.eckart.app.onnx.tensor;

import dev.eckart.app.onnx.proto.TensorProto;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;

/** The raw bytes of a tensor, little-endian, of any length. */
sealed interface TensorBytes {
    /** How many there are. */
    long length();

    /** Shows them in order, piece by piece; no element lies in two pieces. */
    void forEach(Consumer<ByteBuffer> piece);

    /** Bytes inside the model. */
    static TensorBytes of(TensorProto tensor) {
        return new Inside(tensor.getRawData().asReadOnlyByteBuffer().slice());
    }

    /**
     * Copies them.
     *
     * @throws UncheckedIOException if they cannot be written
     */
    default void writeTo(WritableByteChannel channel) {
        forEach(piece -> {
            try {
                while (piece.hasRemaining()) {
                    channel.write(piece);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** All at once: the model is in memory anyway. */
    record Inside(ByteBuffer bytes) implements TensorBytes {
        @Override
        public long length() {
            return bytes.capacity();
        }

        @Override
        public void forEach(Consumer<ByteBuffer> piece) {
            piece.accept(bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN));
        }
    }

    /**
     * In another file, which is not mapped: pages that were looked at would count as this program's for long.
     *
     * @param range where they are
     * @param where what a message begins with
     */
    record Beside(ExternalData.Range range, String where) implements TensorBytes {
        /** A multiple of every element's size. */
        private static final int PIECE = 1 << 20;

        @Override
        public long length() {
            return range.length();
        }

        @Override
        public void forEach(Consumer<ByteBuffer> look) {
            ByteBuffer piece = ByteBuffer.allocateDirect((int) Math.min(PIECE, Math.max(1, length())))
                    .order(ByteOrder.LITTLE_ENDIAN);
            try (FileChannel channel = FileChannel.open(range.file(), StandardOpenOption.READ)) {
                for (long at = 0; at < length(); at += PIECE) {
                    piece.clear().limit((int) Math.min(PIECE, length() - at));
                    while (piece.hasRemaining()) {
                        if (channel.read(piece, range.offset() + at + piece.position()) < 0) {
                            throw new EOFException("the file has become shorter");
                        }
                    }
                    look.accept(piece.flip());
                }
            } catch (IOException e) {
                throw new OnnxException(where + ", cannot be read: " + e, e);
            }
        }
    }
}
