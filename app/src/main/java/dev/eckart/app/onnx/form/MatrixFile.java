package dev.eckart.app.onnx.form;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import dev.eckart.spi.EckartException;
import dev.eckart.spi.compress.MatrixStore;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.function.Supplier;

/**
 * Keeps large matrices in a file without a name, which the system takes away with the process, however that ends; the file
 * is made for the first matrix that is too large for memory.
 */
public final class MatrixFile implements MatrixStore, AutoCloseable {
    /** Numbers of a matrix that stays in memory: as many layers as a model has may have one each. */
    private static final int SMALL = 1 << 12;

    private static final int CHUNK = 1 << 16;

    private final List<FileChannel> file = new ArrayList<>();
    private long end;

    /** A store without a file yet. */
    public MatrixFile() {}

    @Override
    public Supplier<Tensor> keep(Tensor matrix) {
        if (matrix.size() <= SMALL) {
            return () -> matrix;
        }
        int rows = matrix.rows();
        int columns = matrix.columns();
        try {
            Place place = reserve((long) matrix.size() * Double.BYTES);
            write(Tensors.element(matrix), matrix.size(), place);
            return () -> read(place, rows, columns);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /**
     * Keeps the bytes of a tensor, which are read from the file when they are needed.
     *
     * @param bytes any bytes
     * @return the same bytes
     */
    public ByteString keep(ByteString bytes) {
        if (bytes.size() <= SMALL) {
            return bytes;
        }
        try {
            Place place = reserve(bytes.size());
            ByteBuffer from = bytes.asReadOnlyByteBuffer();
            while (from.hasRemaining()) {
                place.channel().write(from, place.at() + from.position());
            }
            MappedByteBuffer mapped = place.channel().map(FileChannel.MapMode.READ_ONLY, place.at(), bytes.size());
            return UnsafeByteOperations.unsafeWrap(mapped);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Where a matrix lies. */
    private record Place(FileChannel channel, long at) {}

    private synchronized Place reserve(long bytes) throws IOException {
        if (file.isEmpty()) {
            Path path = Files.createTempFile("eckart", ".factors");
            file.add(FileChannel.open(
                    path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE));
        }
        Place place = new Place(file.get(0), end);
        end += bytes;
        return place;
    }

    private static ByteBuffer buffer() {
        return ByteBuffer.allocateDirect(CHUNK * Double.BYTES).order(ByteOrder.nativeOrder());
    }

    private static void write(IntToDoubleFunction element, int size, Place place) throws IOException {
        ByteBuffer bytes = buffer();
        for (int done = 0; done < size; done += CHUNK) {
            int count = Math.min(CHUNK, size - done);
            bytes.clear().limit(count * Double.BYTES);
            for (int i = 0; i < count; i++) {
                bytes.putDouble(i * Double.BYTES, element.applyAsDouble(done + i));
            }
            while (bytes.hasRemaining()) {
                place.channel().write(bytes, place.at() + (long) done * Double.BYTES + bytes.position());
            }
        }
    }

    private static Tensor read(Place place, int rows, int columns) {
        double[] matrix = new double[rows * columns];
        ByteBuffer bytes = buffer();
        try {
            for (int done = 0; done < matrix.length; done += CHUNK) {
                int count = Math.min(CHUNK, matrix.length - done);
                bytes.clear().limit(count * Double.BYTES);
                while (bytes.hasRemaining()) {
                    long at = place.at() + (long) done * Double.BYTES + bytes.position();
                    if (place.channel().read(bytes, at) < 0) {
                        throw new IOException("the file has become shorter");
                    }
                }
                bytes.flip().asDoubleBuffer().get(matrix, done, count);
            }
            return Tensors.wrap(rows, columns, matrix);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Lets the file go; what it keeps is not asked for any more. */
    @Override
    public void close() {
        try {
            for (FileChannel channel : file) {
                channel.close();
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private static EckartException failed(IOException e) {
        return new EckartException(
                "the factors of a layer cannot be kept in '" + System.getProperty("java.io.tmpdir") + "': " + e
                        + "; make room there, or name another directory with ECKART_JAVA_OPTS=-Djava.io.tmpdir=DIRECTORY",
                e);
    }
}
