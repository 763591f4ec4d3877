package dev.eckart.app.onnx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes arrays as {@code numpy.savez} does. */
public final class ArraysFile {
    private final Map<String, byte[]> arrays = new LinkedHashMap<>();

    /** Adds an array of float32. */
    public ArraysFile floats(String name, float[] numbers, long... dims) {
        ByteBuffer data = ByteBuffer.allocate(4 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float number : numbers) {
            data.putFloat(number);
        }
        return add(name, "<f4", data.array(), dims);
    }

    /** Adds an array of uint8. */
    public ArraysFile bytes(String name, byte[] numbers, long... dims) {
        return add(name, "|u1", numbers, dims);
    }

    /** Adds an array of int64. */
    public ArraysFile integers(String name, long... numbers) {
        ByteBuffer data = ByteBuffer.allocate(8 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
        for (long number : numbers) {
            data.putLong(number);
        }
        return add(name, "<i8", data.array(), numbers.length);
    }

    private ArraysFile add(String name, String type, byte[] data, long... dims) {
        String shape = Arrays.stream(dims).mapToObj(dim -> dim + ",").collect(Collectors.joining(" "));
        String header = "{'descr': '" + type + "', 'fortran_order': False, 'shape': (" + shape + "), }";
        String padded = header + " ".repeat(63 - (header.length() + 10) % 64) + "\n";
        ByteBuffer file =
                ByteBuffer.allocate(10 + padded.length() + data.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put((byte) 0x93)
                .put("NUMPY".getBytes(StandardCharsets.US_ASCII))
                .put((byte) 1)
                .put((byte) 0);
        file.putShort((short) padded.length())
                .put(padded.getBytes(StandardCharsets.US_ASCII))
                .put(data);
        arrays.put(name, file.array());
        return this;
    }

    /** Writes the file. */
    public void write(Path file) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, byte[]> array : arrays.entrySet()) {
                zip.putNextEntry(new ZipEntry(array.getKey() + ".npy"));
                zip.write(array.getValue());
                zip.closeEntry();
            }
        }
    }
}
