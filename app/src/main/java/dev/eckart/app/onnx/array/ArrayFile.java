package dev.eckart.app.onnx.array;

import dev.eckart.app.onnx.tensor.OnnxException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Arrays of a file that NumPy wrote, by name: all of an {@code .npz}, compressed or not, or the one of an {@code .npy},
 * which is called after the file. Of an array that is not asked for nothing is read but the name.
 */
public final class ArrayFile {
    private static final String SUFFIX = ".npy";
    private static final byte[] ZIP = {'P', 'K'};

    private final Path file;
    private final boolean zipped;
    private final List<String> names;

    private ArrayFile(Path file, boolean zipped, List<String> names) {
        this.file = file;
        this.zipped = zipped;
        this.names = names;
    }

    /** Something that reads. */
    private interface Reading<T> {
        T read() throws IOException;
    }

    /**
     * Opens a file.
     *
     * @param file the file
     * @return its arrays
     * @throws OnnxException if it cannot be read, or is no such file
     */
    public static ArrayFile open(Path file) {
        return reading(file, () -> {
            if (!isZip(file)) {
                return new ArrayFile(
                        file, false, List.of(stem(file.getFileName().toString())));
            }
            try (ZipFile zip = new ZipFile(file.toFile())) {
                List<String> names = zip.stream()
                        .map(ZipEntry::getName)
                        .filter(name -> name.endsWith(SUFFIX))
                        .map(ArrayFile::stem)
                        .toList();
                if (names.isEmpty()) {
                    throw new OnnxException("'" + file + "' holds no array; write one with numpy.savez");
                }
                return new ArrayFile(file, true, names);
            }
        });
    }

    private static <T> T reading(Path file, Reading<T> reading) {
        try {
            return reading.read();
        } catch (NoSuchFileException e) {
            throw new OnnxException("'" + file + "': there is no such file", e);
        } catch (ZipException | EOFException e) {
            throw new OnnxException("'" + file + "' is damaged: " + e.getMessage(), e);
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

    private static String stem(String name) {
        return name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
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
     * What the arrays are called.
     *
     * @return their names
     */
    public List<String> names() {
        return names;
    }

    /**
     * An array.
     *
     * @param name its name
     * @return the array, samples along its first axis, or empty if there is none of that name
     * @throws OnnxException if it is damaged, or its elements are neither numbers nor texts
     */
    public Optional<SampleArray> array(String name) {
        if (!names.contains(name)) {
            return Optional.empty();
        }
        return reading(file, () -> {
            try {
                return Optional.of(zipped ? zipped(name) : single());
            } catch (OnnxException e) {
                throw new OnnxException("array '" + name + "' of '" + file + "': " + e.getMessage(), e);
            }
        });
    }

    private SampleArray single() throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            NpyHeader header = NpyHeader.read(in);
            requireSize(header, Files.size(file));
            return new Npy(
                    header,
                    new Npy.Whole(StoredElements.mapped(
                            file, header.length(), header.bytes(), header.type().order())));
        }
    }

    private SampleArray zipped(String name) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile());
                InputStream in = zip.getInputStream(zip.getEntry(name + SUFFIX))) {
            NpyHeader header = NpyHeader.read(in);
            requireSize(header, zip.getEntry(name + SUFFIX).getSize());
            return new Npy(header, new Zipped(this, name, header));
        }
    }

    private static void requireSize(NpyHeader header, long size) {
        if (header.length() + header.bytes() != size) {
            throw new OnnxException("elements of " + Arrays.toString(header.dims()) + " take " + header.bytes()
                    + " bytes, but there are " + (size - header.length()));
        }
    }

    /** An array that can be read from its beginning only. */
    private record Zipped(ArrayFile file, String name, NpyHeader header) implements Npy.Source {
        @Override
        public boolean isWhole() {
            return false;
        }

        @Override
        public StoredElements fetched(StoredElements.Kept kept) {
            return reading(file.file, () -> file.fetched(name, header, kept));
        }
    }

    private StoredElements fetched(String name, NpyHeader header, StoredElements.Kept kept) throws IOException {
        CRC32 sum = new CRC32();
        try (ZipFile zip = new ZipFile(file.toFile());
                InputStream in = new BufferedInputStream(
                        new CheckedInputStream(zip.getInputStream(zip.getEntry(name + SUFFIX)), sum), 1 << 16)) {
            in.skipNBytes(header.length());
            StoredElements elements =
                    StoredElements.kept(in, kept, header.type().order());
            if (in.read() >= 0 || sum.getValue() != zip.getEntry(name + SUFFIX).getCrc()) {
                throw new ZipException("array '" + name + "' does not have the checksum that the file says");
            }
            return elements;
        }
    }

    /**
     * The classes of each sample.
     *
     * @param name name of the array
     * @return samples along the first axis, or empty if there is no array of that name
     * @throws OnnxException if the array holds something else than classes
     */
    public Optional<SampleLabels> labels(String name) {
        return array(name).map(array -> {
            try {
                return SampleLabels.of(array);
            } catch (OnnxException e) {
                throw new OnnxException("array '" + name + "' of '" + file + "': " + e.getMessage(), e);
            }
        });
    }
}
