package dev.eckart.app.onnx.walk;

import dev.eckart.app.onnx.runtime.RawValue;
import dev.eckart.app.onnx.tensor.DataType;
import dev.eckart.spi.EckartException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Values of many batches, in memory as long as they are few, the others in a file without a name, which the system takes
 * away when the store is closed or the program ends.
 */
final class ValueStore implements AutoCloseable {
    /** Bytes that are written or read at once: the system's interface copies them on their way. */
    private static final int CHUNK = 1 << 20;

    private final long most;
    private final Map<Key, Place> values = new HashMap<>();
    private long held;
    private Optional<FileChannel> file = Optional.empty();

    /**
     * An empty store.
     *
     * @param most bytes that it may hold in memory
     */
    ValueStore(long most) {
        this.most = most;
    }

    private record Key(int batch, String name) {}

    /** Where a value is. */
    private interface Place {
        RawValue get() throws IOException;
    }

    /** Keeps what a batch has of a value. */
    void put(int batch, String name, RawValue value) {
        int size = value.bytes().remaining();
        if (held + size <= most) {
            held += size;
            values.put(new Key(batch, name), () -> value);
            return;
        }
        try {
            FileChannel channel = channel();
            long at = channel.size();
            ByteBuffer bytes = value.bytes().duplicate();
            int from = bytes.position();
            for (int done = 0; done < size; done = bytes.position() - from) {
                bytes.limit(from + Math.min(size, done + CHUNK));
                channel.write(bytes, at + done);
            }
            // What is kept of the value is its type and its sizes: its bytes are in the file.
            DataType type = value.type();
            long[] dims = value.dims();
            values.put(new Key(batch, name), () -> read(channel, at, size, type, dims));
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private static RawValue read(FileChannel channel, long at, int size, DataType type, long[] dims)
            throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(size).order(ByteOrder.nativeOrder());
        while (bytes.position() < size) {
            bytes.limit(Math.min(size, bytes.position() + CHUNK));
            if (channel.read(bytes, at + bytes.position()) < 0) {
                throw new IOException("the file has become shorter");
            }
        }
        return new RawValue(type, dims, bytes.flip());
    }

    /** What a batch has of a value that has been kept. */
    RawValue get(int batch, String name) {
        try {
            return values.get(new Key(batch, name)).get();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private FileChannel channel() throws IOException {
        if (file.isEmpty()) {
            Path path = Files.createTempFile("eckart", ".values");
            file = Optional.of(FileChannel.open(
                    path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE));
        }
        return file.get();
    }

    private static EckartException failed(IOException e) {
        return new EckartException(
                "what a model makes of the samples cannot be kept in '" + System.getProperty("java.io.tmpdir") + "': "
                        + e
                        + "; make room there, name another directory with ECKART_JAVA_OPTS=-Djava.io.tmpdir=DIRECTORY, or"
                        + " take fewer samples",
                e);
    }

    @Override
    public void close() {
        values.clear();
        try {
            if (file.isPresent()) {
                file.get().close();
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }
}
