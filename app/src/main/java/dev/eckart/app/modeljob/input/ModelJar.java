package dev.eckart.app.modeljob.input;

import dev.eckart.app.onnx.tensor.OnnxException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * A jar that holds a model, as Java's services have theirs, and often its tokenizer. Nothing is unpacked under a name that the
 * jar gives, and no more than the jar says that there is.
 *
 * @param file the jar
 */
record ModelJar(Path file) {
    private static final byte[] ZIP = {'P', 'K', 3, 4};
    private static final String MODEL = ".onnx";
    private static final String TOKENIZER = "tokenizer.json";

    /** The most that a model can have in one file: 2 GiB. */
    private static final long MOST_OF_A_MODEL = Integer.MAX_VALUE;

    /** The largest vocabularies take some 20 MB. */
    private static final long MOST_OF_A_TOKENIZER = 1 << 28;

    private static final int CHUNK = 1 << 16;

    /** Whether a file is a jar, by how it begins; a model cannot begin so. */
    static boolean is(Path file) {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(ZIP.length), ZIP);
        } catch (IOException e) {
            // Whoever reads it as a model says why that cannot be done.
            return false;
        }
    }

    /** Writes its model to a file. */
    void unpackModel(Path to) {
        reading(zip -> {
            List<? extends ZipEntry> models = ending(zip, MODEL);
            if (models.isEmpty()) {
                throw new OnnxException("'" + file
                        + "': this is not an ONNX model, nor a jar that holds one: nothing in it ends in " + MODEL);
            }
            if (models.size() > 1) {
                throw new OnnxException(
                        "'" + file + "' holds several models, " + names(models) + "; unpack the one that is meant");
            }
            unpack(zip, models.get(0), to, MOST_OF_A_MODEL);
            return true;
        });
    }

    /** Writes its tokenizer to a file; tells whether it has one. */
    boolean unpackTokenizer(Path to) {
        return reading(zip -> {
            List<? extends ZipEntry> tokenizers = ending(zip, TOKENIZER);
            if (tokenizers.size() > 1) {
                throw new OnnxException("'" + file + "' holds several tokenizers, " + names(tokenizers)
                        + "; unpack the one that is meant, and name it with --tokenizer");
            }
            for (ZipEntry only : tokenizers) {
                unpack(zip, only, to, MOST_OF_A_TOKENIZER);
            }
            return !tokenizers.isEmpty();
        });
    }

    private static List<? extends ZipEntry> ending(ZipFile zip, String ending) {
        return zip.stream()
                .filter(entry -> !entry.isDirectory()
                        && entry.getName().toLowerCase(Locale.ROOT).endsWith(ending))
                .toList();
    }

    private static String names(List<? extends ZipEntry> entries) {
        return entries.stream().map(ZipEntry::getName).toList().toString();
    }

    /** Something that reads. */
    private interface Reading<T> {
        T read(ZipFile zip) throws IOException;
    }

    private <T> T reading(Reading<T> reading) {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return reading.read(zip);
        } catch (ZipException | EOFException e) {
            throw new OnnxException("'" + file + "' is damaged: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new OnnxException("'" + file + "' cannot be unpacked: " + e, e);
        }
    }

    private void unpack(ZipFile zip, ZipEntry entry, Path to, long most) throws IOException {
        long size = entry.getSize();
        if (size < 0 || size > most) {
            throw new OnnxException("'" + file + "' says that '" + entry.getName() + "' has " + size
                    + " bytes, but it can have " + most + " at most");
        }
        CRC32 sum = new CRC32();
        long left = size;
        try (InputStream in = new CheckedInputStream(zip.getInputStream(entry), sum);
                OutputStream out = Files.newOutputStream(to)) {
            while (left > 0) {
                byte[] some = in.readNBytes((int) Math.min(left, CHUNK));
                if (some.length == 0) {
                    throw new EOFException("'" + entry.getName() + "' is cut off");
                }
                out.write(some);
                left -= some.length;
            }
            if (in.read() >= 0 || sum.getValue() != entry.getCrc()) {
                throw new ZipException(
                        "'" + entry.getName() + "' does not have the size and the checksum that it says");
            }
        }
    }

    /** The jar of Maven coordinates, as the local repository has it; empty of what are none. */
    static Optional<Path> ofCoordinates(String named) {
        String[] parts = named.split(":", -1);
        if (parts.length != 3 || !Arrays.stream(parts).allMatch(part -> part.matches("[A-Za-z0-9_][A-Za-z0-9._-]*"))) {
            return Optional.empty();
        }
        Path repository = Optional.ofNullable(System.getProperty("maven.repo.local"))
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".m2", "repository"));
        Path jar = repository
                .resolve(parts[0].replace('.', '/'))
                .resolve(parts[1])
                .resolve(parts[2])
                .resolve(parts[1] + "-" + parts[2] + ".jar");
        if (!Files.exists(jar)) {
            throw new OnnxException("'" + named + "' is not in Maven's local repository, which would have it as '" + jar
                    + "'; 'mvn dependency:get -Dartifact=" + named + "' fetches it");
        }
        return Optional.of(jar);
    }
}
