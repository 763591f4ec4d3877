package dev.eckart.app.onnx.form;

import dev.eckart.spi.EckartException;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Where the large matrices of a layer's forms wait, in a file without a name: of all forms of all layers few are chosen in
 * the end, and only those are read again. The system takes the file away when nobody can ask for it any more.
 */
final class Shelf {
    /** Numbers of a matrix that is kept in memory: half a MiB. */
    private static final int SMALL = 1 << 16;

    private static final int CHUNK = 1 << 16;

    private final List<FileChannel> file = new ArrayList<>();

    /** Keeps a float64 matrix. */
    Supplier<Tensor> keep(Tensor matrix) {
        if (matrix.size() <= SMALL) {
            return () -> matrix;
        }
        try {
            FileChannel channel = channel();
            long at = channel.size();
            ByteBuffer bytes = ByteBuffer.allocate(CHUNK * Double.BYTES);
            DoubleBuffer numbers = bytes.asDoubleBuffer();
            for (int done = 0; done < matrix.size(); done += CHUNK) {
                int count = Math.min(CHUNK, matrix.size() - done);
                numbers.clear().put(matrix.doubles(), done, count);
                bytes.position(0).limit(count * Double.BYTES);
                while (bytes.hasRemaining()) {
                    channel.write(bytes, at + (long) done * Double.BYTES + bytes.position());
                }
            }
            int rows = matrix.rows();
            int columns = matrix.columns();
            return () -> read(channel, at, rows, columns);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private FileChannel channel() throws IOException {
        if (file.isEmpty()) {
            Path path = Files.createTempFile("eckart", ".forms");
            file.add(FileChannel.open(
                    path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE));
        }
        return file.get(0);
    }

    private static Tensor read(FileChannel channel, long at, int rows, int columns) {
        try {
            double[] matrix = new double[rows * columns];
            ByteBuffer bytes = ByteBuffer.allocate(CHUNK * Double.BYTES);
            for (int done = 0; done < matrix.length; done += CHUNK) {
                int count = Math.min(CHUNK, matrix.length - done);
                bytes.clear().limit(count * Double.BYTES);
                while (bytes.hasRemaining()) {
                    if (channel.read(bytes, at + (long) done * Double.BYTES + bytes.position()) < 0) {
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

    private static EckartException failed(IOException e) {
        return new EckartException(
                "the forms of a layer cannot be kept in '" + System.getProperty("java.io.tmpdir") + "': " + e
                        + "; make room there, or name another directory with ECKART_JAVA_OPTS=-Djava.io.tmpdir=DIRECTORY",
                e);
    }
}
