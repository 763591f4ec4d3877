package dev.eckart.app.onnx.form;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import dev.eckart.spi.EckartException;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MatrixFileTest {
    /** Longer than what is written at once, and no multiple of it. */
    private static Tensor matrix(int which, int rows) {
        Tensor matrix = Tensors.zeros(Precision.FLOAT64, rows, 301);
        Tensors.fill(matrix, i -> Math.sin(which + i) / 3);
        return matrix;
    }

    @Test
    void whatIsKeptComesBackInAnyOrderAndAsOftenAsItIsAskedFor() {
        try (MatrixFile file = new MatrixFile()) {
            List<Supplier<Tensor>> kept = IntStream.of(700, 3, 450, 1)
                    .mapToObj(rows -> file.keep(matrix(rows, rows)))
                    .toList();
            for (int i : new int[] {2, 0, 3, 1, 0, 2}) {
                Tensor back = kept.get(i).get();
                Tensor was = matrix(back.rows(), back.rows());
                assertEquals(was.columns(), back.columns());
                assertArrayEquals(was.doubles(), back.doubles());
            }
        }
    }

    /** What a model is built of is used until that is written, which is after the file has been closed. */
    @Test
    void bytesOutliveTheFile() {
        byte[] numbers = new byte[100_003];
        new SplittableRandom(5).nextBytes(numbers);
        ByteString kept;
        try (MatrixFile file = new MatrixFile()) {
            file.keep(matrix(2, 40));
            kept = file.keep(ByteString.copyFrom(numbers));
        }
        assertArrayEquals(numbers, kept.toByteArray());
    }

    @Test
    void severalThreadsKeepMatricesAtOnce() {
        try (MatrixFile file = new MatrixFile()) {
            List<Supplier<Tensor>> kept = IntStream.range(0, 40)
                    .parallel()
                    .mapToObj(i -> file.keep(matrix(i, 20 + i)))
                    .toList();
            IntStream.range(0, 40)
                    .parallel()
                    .forEach(i -> assertArrayEquals(
                            matrix(i, 20 + i).doubles(), kept.get(i).get().doubles()));
        }
    }

    @Test
    void aFileThatIsClosedSaysSoInOneLine() {
        MatrixFile file = new MatrixFile();
        Supplier<Tensor> kept = file.keep(matrix(1, 50));
        file.close();
        EckartException failure = assertThrows(EckartException.class, kept::get);
        assertTrue(failure.getMessage().startsWith("the factors of a layer cannot be kept in"), failure.getMessage());
    }
}
