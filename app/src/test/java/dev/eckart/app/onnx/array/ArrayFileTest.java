package dev.eckart.app.onnx.array;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.app.onnx.runtime.Values;
import dev.eckart.app.onnx.tensor.OnnxException;
import dev.eckart.spi.Seed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArrayFileTest {
    /**
     * Of NumPy 2.4: {@code savez(x=(arange(24).reshape(2,3,4)/4) as >f4 in Fortran's order, h=[[.5],[-2]] as <f2,
     * labels=[1,0])}.
     */
    private static final String STORED =
            "UEsDBC0AAAAAAAAAIQDM1D0E//////////8FABQAeC5ucHkBABAA4AAAAAAAAADgAAAAAAAAAJNOVU1QWQEAdgB7J2"
                    + "Rlc2NyJzogJz5mNCcsICdmb3J0cmFuX29yZGVyJzogVHJ1ZSwgJ3NoYXBlJzogKDIsIDMsIDQpLCB9ICAgICAgICAg"
                    + "ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAKAAAAAEBAAAA/gAAAQIAAAEAAAA"
                    + "BAoAAAPoAAAEBQAAA/oAAAQIgAAEAQAABAqAAAPwAAAEBgAAA/wAAAQJAAAEAgAABAsAAAP0AAAEBwAAA/4AAAQJgA"
                    + "AEAwAABAuAAAUEsDBC0AAAAAAAAAIQCs+E2Y//////////8FABQAaC5ucHkBABAAhAAAAAAAAACEAAAAAAAAAJNOVU"
                    + "1QWQEAdgB7J2Rlc2NyJzogJzxmMicsICdmb3J0cmFuX29yZGVyJzogRmFsc2UsICdzaGFwZSc6ICgyLCAxKSwgfSAg"
                    + "ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAKADgAwFBLAwQtAA"
                    + "AAAAAAACEAcfs5q///////////CgAUAGxhYmVscy5ucHkBABAAkAAAAAAAAACQAAAAAAAAAJNOVU1QWQEAdgB7J2Rl"
                    + "c2NyJzogJzxpOCcsICdmb3J0cmFuX29yZGVyJzogRmFsc2UsICdzaGFwZSc6ICgyLCksIH0gICAgICAgICAgICAgIC"
                    + "AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAKAQAAAAAAAAAAAAAAAAAAAFBLAQIt"
                    + "Ay0AAAAAAAAAIQDM1D0E4AAAAOAAAAAFAAAAAAAAAAAAAACAAQAAAAB4Lm5weVBLAQItAy0AAAAAAAAAIQCs+E2YhA"
                    + "AAAIQAAAAFAAAAAAAAAAAAAACAARcBAABoLm5weVBLAQItAy0AAAAAAAAAIQBx+zmrkAAAAJAAAAAKAAAAAAAAAAAA"
                    + "AACAAdIBAABsYWJlbHMubnB5UEsFBgAAAAADAAMAngAAAJ4CAAAAAA==";

    /** Of NumPy 2.4: {@code savez_compressed(x=arange(24).reshape(2,3,4) as u1, labels=[3,2] as u1)}. */
    private static final String COMPRESSED =
            "UEsDBC0AAAAIAAAAIQBErVeC//////////8FABQAeC5ucHkBABAAmAAAAAAAAABhAAAAAAAAAJvsF+obEMnIUMZQrZ"
                    + "6SWpxcpG6loF5Taqiuo6Cell9UUpSYF59flJIKEndLzClOBYoXZyQWpAL5GkY6CsY6CiaaOgq1CuQBLgZGJmYWVjZ2"
                    + "Dk4ubh5ePn4BQSFhEVExcQBQSwMELQAAAAgAAAAhAOBgU23//////////woAFABsYWJlbHMubnB5AQAQAIIAAAAAAA"
                    + "AARgAAAAAAAACb7BfqGxDJyFDGUK2eklqcXKRupaBeU2qorqOgnpZfVFKUmBefX5SSChJ3S8wpTgWKF2ckFqQC+RpG"
                    + "Opo6CrUKFAAuZiYAUEsBAi0DLQAAAAgAAAAhAEStV4JhAAAAmAAAAAUAAAAAAAAAAAAAAIABAAAAAHgubnB5UEsBAi"
                    + "0DLQAAAAgAAAAhAOBgU21GAAAAggAAAAoAAAAAAAAAAAAAAIABmAAAAGxhYmVscy5ucHlQSwUGAAAAAAIAAgBrAAAA"
                    + "GgEAAAAA";

    @TempDir
    private Path directory;

    @Test
    void numpysOwnFileIsRead() throws IOException {
        ArrayFile file = open(STORED);
        assertEquals(List.of("x", "h", "labels"), file.names());
        SampleArray x = file.array("x").orElseThrow();
        assertArrayEquals(new long[] {2, 3, 4}, x.dims());
        assertArrayEquals(
                IntStream.range(0, 24).mapToDouble(i -> i / 4.0).toArray(),
                x.read(0, 2).numbers());
        assertArrayEquals(
                IntStream.range(12, 24).mapToDouble(i -> i / 4.0).toArray(),
                x.read(1, 2).numbers());
        assertArrayEquals(
                new double[] {0.5, -2}, file.array("h").orElseThrow().read(0, 2).numbers());
        assertArrayEquals(new int[] {1, 0}, file.labels("labels").orElseThrow().classes());
        assertFalse(file.labels("y").isPresent());
    }

    @Test
    void numpysCompressedFileIsRead() throws IOException {
        ArrayFile file = open(COMPRESSED);
        assertArrayEquals(
                IntStream.range(0, 24).mapToDouble(i -> i).toArray(),
                file.array("x").orElseThrow().read(0, 2).numbers());
        assertArrayEquals(new int[] {3, 2}, file.labels("labels").orElseThrow().classes());
    }

    @ParameterizedTest
    @CsvSource({
        "f2,2", "f4,4", "f8,8", "i1,1", "i2,2", "i4,4", "i8,8", "u1,1", "u2,2", "u4,4", "u8,8", "b1,1",
    })
    void everyTypeIsReadInBothOrdersOfBytes(String type, int size) {
        double[] numbers = type.equals("b1") ? new double[] {0, 1, 1} : new double[] {0, 1, 100};
        for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
            ByteBuffer bytes = ByteBuffer.allocate(3 * size).order(order);
            for (double number : numbers) {
                put(bytes, type, number);
            }
            String description = (order == ByteOrder.BIG_ENDIAN ? ">" : "<") + type;
            for (int version = 1; version <= 3; version++) {
                byte[] npy = NpzWriter.npy(version, description, false, "(3,)", bytes.array());
                assertArrayEquals(numbers, array(npy).read(0, 3).numbers(), () -> description);
            }
        }
    }

    private static void put(ByteBuffer bytes, String type, double number) {
        switch (type) {
            case "f2" -> bytes.putShort((short) (number == 0 ? 0 : number == 1 ? 0x3C00 : 0x5640));
            case "f4" -> bytes.putFloat((float) number);
            case "f8" -> bytes.putDouble(number);
            case "i1", "u1", "b1" -> bytes.put((byte) number);
            case "i2", "u2" -> bytes.putShort((short) number);
            case "i4", "u4" -> bytes.putInt((int) number);
            default -> bytes.putLong((long) number);
        }
    }

    private SampleArray array(byte[] npy) {
        try {
            Path file = Files.write(directory.resolve("single.npy"), npy);
            return ArrayFile.open(file).array("single").orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void signsAreKept() {
        byte[] ones = {-1, -1, -1, -1, -1, -1, -1, -1};
        assertEquals(-1, single("<i8", ones));
        assertEquals(-1, single("<i4", Arrays.copyOf(ones, 4)));
        assertEquals(4294967295.0, single("<u4", Arrays.copyOf(ones, 4)));
        assertEquals(65535, single("<u2", Arrays.copyOf(ones, 2)));
        assertEquals(-1, single("|i1", Arrays.copyOf(ones, 1)));
        OnnxException e = assertThrows(OnnxException.class, () -> single("<u8", ones));
        assertTrue(e.getMessage().contains("18446744073709551615"), e::getMessage);
        byte[] odd = {1, 0, 0, 0, 0, 0, 32, 0};
        assertThrows(OnnxException.class, () -> single("<i8", odd), "2^53 + 1 would be rounded");
    }

    private double single(String type, byte[] bytes) {
        return array(NpzWriter.npy(1, type, false, "(1,)", bytes)).read(0, 1).numbers()[0];
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<c8|(1,)|8",
                "|O|(1,)|8",
                "<f4|(2,)|4",
                "<f4|(1,)|8",
                "<f4|(-1,)|4",
                "<f4|(99999999999999999999,)|4",
                "<f4|(4294967296, 4294967296)|0",
                "<f4|(1)]|4",
            })
    void whatIsNoArrayOfNumbersIsOneLine(String described) {
        String[] parts = described.split("\\|(?=[(0-9])");
        byte[] npy = NpzWriter.npy(1, parts[0], false, parts[1], new byte[Integer.parseInt(parts[2])]);
        OnnxException e = assertThrows(OnnxException.class, () -> array(npy));
        assertEquals(1, e.getMessage().lines().count());
    }

    @Test
    void anythingCutOffOrChangedIsFoundOut() throws IOException {
        SplittableRandom random = new Seed(5).random();
        for (String text : List.of(STORED, COMPRESSED)) {
            byte[] whole = Base64.getDecoder().decode(text);
            for (int length = 0; length < whole.length; length += 7) {
                byte[] cut = Arrays.copyOf(whole, length);
                assertThrows(OnnxException.class, () -> read(cut));
            }
            for (int i = 0; i < 500; i++) {
                byte[] changed = whole.clone();
                changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
                try {
                    read(changed);
                } catch (OnnxException e) {
                    assertEquals(1, e.getMessage().lines().count());
                }
            }
        }
    }

    private void read(byte[] bytes) throws IOException {
        ArrayFile file = ArrayFile.open(Files.write(directory.resolve("damaged.npz"), bytes));
        for (String name : file.names()) {
            SampleArray array = file.array(name).orElseThrow();
            if (array.dims().length > 0) {
                array.read(0, (int) array.dims()[0]);
            }
        }
        file.labels("labels");
    }

    @Test
    void aChangedElementFailsItsChecksum() throws IOException {
        byte[] changed = Base64.getDecoder().decode(STORED);
        changed[0xE0 + 20] ^= 1;
        OnnxException e = assertThrows(OnnxException.class, () -> read(changed));
        assertTrue(e.getMessage().contains("checksum"), e::getMessage);
    }

    /** Texts, dates, records and objects beside what is asked for are no concern; what is asked for is said by its type. */
    @Test
    void onlyWhatIsAskedForIsRead() {
        Map<String, byte[]> arrays = new LinkedHashMap<>();
        arrays.put("x", NpzWriter.floats(new double[] {1, 2}, 2, 1));
        arrays.put("names", NpzWriter.npy(1, "<U2", false, "(2,)", "a\0\0\0b\0\0\0c\0\0\0\0\0\0\0".getBytes(US_ASCII)));
        arrays.put("when", NpzWriter.npy(1, "<M8[D]", false, "(1,)", new byte[8]));
        arrays.put("anything", NpzWriter.npy(1, "|O", false, "(1,)", new byte[5]));
        arrays.put(
                "records",
                new String(NpzWriter.npy(1, "?", false, "(1,)", new byte[5]), ISO_8859_1)
                        .replace("'?'", "[('a', '<f4'), ('b', '|b1')]")
                        .getBytes(ISO_8859_1));
        arrays.put("junk", new byte[] {1, 2, 3});
        ArrayFile file = ArrayFile.open(NpzWriter.npz(directory.resolve("all.npz"), arrays));
        assertArrayEquals(
                new double[] {1, 2}, file.array("x").orElseThrow().read(0, 2).numbers());
        Values names = file.array("names").orElseThrow().read(0, 2);
        assertArrayEquals(new String[] {"ab", "c"}, names.asTexts());
        for (String[] other : new String[][] {
            {"when", "dates"}, {"anything", "Python objects (astype(str) makes texts of them)"}, {"junk", "NumPy"}
        }) {
            OnnxException e = assertThrows(OnnxException.class, () -> file.array(other[0]));
            assertTrue(e.getMessage().contains("'" + other[0] + "'"), e::getMessage);
            assertTrue(e.getMessage().contains(other[1]), e::getMessage);
        }
        assertThrows(OnnxException.class, () -> file.array("records"));
    }

    /** Samples along any axis, in both orders of the elements, are those of the array, all or some of them. */
    @ParameterizedTest
    @CsvSource({"false,0", "false,1", "false,2", "true,0", "true,1", "true,2"})
    void samplesLieAlongAnyAxis(boolean columnsFirst, int axis) {
        long[] dims = {3, 4, 5};
        ByteBuffer bytes = ByteBuffer.allocate(60);
        IntStream.range(0, 60).forEach(i -> bytes.put((byte) i));
        byte[] npy = NpzWriter.npy(1, "|u1", columnsFirst, "(3, 4, 5)", bytes.array());
        long[] strides = columnsFirst ? new long[] {1, 3, 12} : new long[] {20, 5, 1};
        int[] chosen = {0, 2};
        SampleArray zipped = ArrayFile.open(NpzWriter.npz(directory.resolve("one.npz"), Map.of("a", npy)))
                .array("a")
                .orElseThrow();
        for (SampleArray whole : List.of(array(npy), zipped)) {
            assertArrayEquals(dims, whole.dims());
            SampleArray some = whole.along(axis).chosen(chosen);
            assertEquals(2, some.dims()[0]);
            Values second = some.read(1, 2);
            int at = 0;
            int[] others = IntStream.range(0, 3).filter(i -> i != axis).toArray();
            for (int i = 0; i < dims[others[0]]; i++) {
                for (int j = 0; j < dims[others[1]]; j++) {
                    assertEquals(
                            2 * strides[axis] + i * strides[others[0]] + j * strides[others[1]],
                            second.numbers()[at++]);
                }
            }
            assertEquals(60, whole.along(axis).read(0, (int) dims[axis]).numbers().length);
        }
    }

    @Test
    void aSingleArrayIsCalledAfterItsFile() throws IOException {
        Path file = Files.write(directory.resolve("input.npy"), NpzWriter.floats(new double[] {1, 2}, 2, 1));
        Values values = ArrayFile.open(file).array("input").orElseThrow().read(1, 2);
        assertArrayEquals(new double[] {2}, values.numbers());
    }

    @Test
    void whatIsMissingIsSaid() {
        Path none = directory.resolve("none.npz");
        assertTrue(assertThrows(OnnxException.class, () -> ArrayFile.open(none))
                .getMessage()
                .contains("no such file"));
        Path empty = NpzWriter.npz(directory.resolve("empty.npz"), Map.of());
        assertThrows(OnnxException.class, () -> ArrayFile.open(empty));
        Path halves = NpzWriter.npz(
                directory.resolve("halves.npz"), Map.of("labels", NpzWriter.floats(new double[] {0.5}, 1)));
        assertThrows(OnnxException.class, () -> ArrayFile.open(halves).labels("labels"));
    }

    private ArrayFile open(String base64) throws IOException {
        return ArrayFile.open(
                Files.write(directory.resolve("arrays.npz"), Base64.getDecoder().decode(base64)));
    }
}
