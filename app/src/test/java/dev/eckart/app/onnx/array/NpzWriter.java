package dev.eckart.app.onnx.array;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes arrays of float32 and int64 as NumPy does, independently of the code under test. */
public final class NpzWriter {
    private NpzWriter() {}

    /** An array's file: version, description of the type, order and sizes, then the elements as they are. */
    public static byte[] npy(int version, String type, boolean columnsFirst, String shape, byte[] elements) {
        String text = "{'descr': '" + type + "', 'fortran_order': " + (columnsFirst ? "True" : "False") + ", 'shape': "
                + shape + ", }\n";
        byte[] header = text.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer bytes =
                ByteBuffer.allocate(12 + header.length + elements.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII));
        bytes.put((byte) version).put((byte) 0);
        if (version == 1) {
            bytes.putShort((short) header.length);
        } else {
            bytes.putInt(header.length);
        }
        bytes.put(header).put(elements);
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    /** An array of float32. */
    public static byte[] floats(double[] elements, long... dims) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * elements.length).order(ByteOrder.LITTLE_ENDIAN);
        for (double element : elements) {
            bytes.putFloat((float) element);
        }
        return npy(1, "<f4", false, shape(dims), bytes.array());
    }

    /** An array of int64 with one axis. */
    public static byte[] integers(long... elements) {
        ByteBuffer bytes = ByteBuffer.allocate(8 * elements.length).order(ByteOrder.LITTLE_ENDIAN);
        for (long element : elements) {
            bytes.putLong(element);
        }
        return npy(1, "<i8", false, shape(elements.length), bytes.array());
    }

    /** An array of int64 of some sizes. */
    public static byte[] integers(double[] elements, long... dims) {
        ByteBuffer bytes = ByteBuffer.allocate(8 * elements.length).order(ByteOrder.LITTLE_ENDIAN);
        for (double element : elements) {
            bytes.putLong((long) element);
        }
        return npy(1, "<i8", false, shape(dims), bytes.array());
    }

    private static String shape(long... dims) {
        String sizes = Arrays.stream(dims).mapToObj(String::valueOf).collect(Collectors.joining(", "));
        return dims.length == 1 ? "(" + sizes + ",)" : "(" + sizes + ")";
    }

    /** A file of arrays by name. */
    public static Path npz(Path file, Map<String, byte[]> arrays) {
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> array : arrays.entrySet()) {
                zip.putNextEntry(new ZipEntry(array.getKey() + ".npy"));
                zip.write(array.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }
}
