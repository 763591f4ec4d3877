package dev.eckart.app.onnx.data;

import dev.eckart.app.onnx.model.OnnxException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Arrays of a file that NumPy wrote, by name: all of an {@code .npz}, compressed or not, or the one of an {@code .npy},
 * which is called after the file.
 */
public final class ArrayFile {
    private static final String SUFFIX = ".npy";
    private static final byte[] ZIP = {'P', 'K'};

    private final Path file;
    private final Map<String, Npy> arrays;

    private ArrayFile(Path file, Map<String, Npy> arrays) {
        this.file = file;
        this.arrays = arrays;
    }

    /**
     * Opens a file. Its elements stay as they are until they are asked for.
     *
     * @param file the file
     * @return its arrays
     * @throws OnnxException if it cannot be read, or is no such file, or is damaged
     */
    public static ArrayFile open(Path file) {
        try {
            return new ArrayFile(file, isZip(file) ? zipped(file) : single(file));
        } catch (NoSuchFileException e) {
            throw new OnnxException("'" + file + "': there is no such file", e);
        } catch (ZipException e) {
            throw new OnnxException("'" + file + "' is a damaged .npz file: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new OnnxException(
                    "'" + file + "' cannot be read: " + e.getClass().getSimpleName() + " " + e.getMessage(), e);
        }
    }

    private static boolean isZip(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(ZIP.length), ZIP);
        }
    }

    private static Map<String, Npy> single(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            if (channel.size() > Integer.MAX_VALUE) {
                throw new OnnxException("'" + file + "' is larger than 2 GiB, more than can be worked on here");
            }
            ByteBuffer bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
            String name = file.getFileName().toString();
            String stem = name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
            return Map.of(stem, parsed("'" + file + "'", bytes));
        }
    }

    private static Map<String, Npy> zipped(Path file) throws IOException {
        Map<String, Npy> arrays = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                if (entry.getName().endsWith(SUFFIX)) {
                    String what = "array '" + entry.getName() + "' of '" + file + "'";
                    String name = entry.getName().substring(0, entry.getName().length() - SUFFIX.length());
                    arrays.put(name, parsed(what, bytes(zip, entry, what)));
                }
            }
        }
        if (arrays.isEmpty()) {
            throw new OnnxException("'" + file + "' holds no array; write one with numpy.savez");
        }
        return arrays;
    }

    private static ByteBuffer bytes(ZipFile zip, ZipEntry entry, String what) throws IOException {
        if (entry.getSize() > Integer.MAX_VALUE - 8) {
            throw new OnnxException(what + " is larger than 2 GiB, more than can be worked on here");
        }
        try (InputStream in = zip.getInputStream(entry)) {
            // Grows with what arrives, not with what the entry says; the size is checked against what arrived.
            byte[] bytes = in.readNBytes((int) entry.getSize() + 1);
            CRC32 sum = new CRC32();
            sum.update(bytes);
            if (bytes.length != entry.getSize() || sum.getValue() != entry.getCrc()) {
                throw new ZipException(what + " does not have the checksum that the file says");
            }
            return ByteBuffer.wrap(bytes);
        }
    }

    private static Npy parsed(String what, ByteBuffer bytes) {
        try {
            return Npy.of(bytes);
        } catch (OnnxException e) {
            throw new OnnxException(what + ": " + e.getMessage(), e);
        }
    }

    /**
     * Where the arrays are.
     *
     * @return the file
     */
    public Path file() {
        return file;
    }

    /**
     * The classes of each sample.
     *
     * @param name name of the array
     * @return samples along the first axis, or empty if there is no array of that name
     * @throws OnnxException if the array holds something else than classes
     */
    public Optional<SampleLabels> labels(String name) {
        return Optional.ofNullable(arrays.get(name)).map(array -> {
            int[] classes = array.integers()
                    .orElseThrow(() -> new OnnxException("array '" + name + "' of '" + file
                            + "' holds no labels: whole numbers from 0, samples along the first axis"));
            try {
                return new SampleLabels(array.dims(), classes);
            } catch (OnnxException e) {
                throw new OnnxException("array '" + name + "' of '" + file + "': " + e.getMessage(), e);
            }
        });
    }

    /**
     * The arrays but for one.
     *
     * @param name name of the array to leave out
     * @return the others
     */
    public Map<String, SampleArray> without(String name) {
        Map<String, SampleArray> others = new LinkedHashMap<>(arrays);
        others.remove(name);
        return others;
    }

    /**
     * What the arrays are called.
     *
     * @return their names
     */
    public List<String> names() {
        return List.copyOf(arrays.keySet());
    }
}
