package dev.eckart.app.data.download;

import dev.eckart.app.data.DatasetRequest;
import dev.eckart.app.data.Downloads;
import dev.eckart.app.data.Fingerprint;
import dev.eckart.app.data.Host;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/** Small IDX files and the requests that tests make. */
public final class Samples {
    public static final String TRAIN_IMAGES = "train-images-idx3-ubyte.gz";
    public static final String TRAIN_LABELS = "train-labels-idx1-ubyte.gz";
    public static final String TEST_IMAGES = "t10k-images-idx3-ubyte.gz";
    public static final String TEST_LABELS = "t10k-labels-idx1-ubyte.gz";

    private Samples() {}

    /** An IDX file, written independently of the code under test. */
    public static byte[] idx(int magic, int[] sizes, byte[] data) {
        ByteBuffer bytes =
                ByteBuffer.allocate(4 + 4 * sizes.length + data.length).putInt(magic);
        for (int size : sizes) {
            bytes.putInt(size);
        }
        return bytes.put(data).array();
    }

    public static byte[] images(int count, int height, int width) {
        byte[] pixels = new byte[count * height * width];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i * 37);
        }
        return idx(2051, new int[] {count, height, width}, pixels);
    }

    public static byte[] labels(int... labels) {
        byte[] bytes = new byte[labels.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) labels[i];
        }
        return idx(2049, new int[] {labels.length}, bytes);
    }

    public static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** Three pictures to learn from and two to test on, 2 x 3 pixels, uncompressed, under their compressed names. */
    public static Map<String, byte[]> payloads() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put(TRAIN_IMAGES, images(3, 2, 3));
        files.put(TRAIN_LABELS, labels(0, 9, 4));
        files.put(TEST_IMAGES, images(2, 2, 3));
        files.put(TEST_LABELS, labels(1, 2));
        return files;
    }

    public static Map<String, byte[]> compressed() {
        Map<String, byte[]> files = payloads();
        files.replaceAll((name, bytes) -> gzip(bytes));
        return files;
    }

    public static Path write(Path directory, Map<String, byte[]> files) {
        try {
            Files.createDirectories(directory);
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                Files.write(directory.resolve(file.getKey()), file.getValue());
            }
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static PublishedDataset published(Path scratch, Map<String, byte[]> files) throws IOException {
        write(scratch, files);
        List<RemoteFile> remote = new ArrayList<>();
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            String sha256 = Fingerprint.of(scratch.resolve(file.getKey()));
            remote.add(new RemoteFile(file.getKey(), file.getValue().length, sha256));
        }
        return new PublishedDataset("tiny", remote, "unused", List.of());
    }

    public static Host linux(Path home, Map<String, String> environment) {
        return new Host(environment, home, "Linux");
    }

    /** A request without environment, data directory or network, in a home of its own. */
    public static DatasetRequest request(String name, Path home, List<String> notes) {
        return new DatasetRequest(name, Optional.empty(), linux(home, Map.of()), Downloads.none(), notes::add);
    }

    public static DatasetRequest in(DatasetRequest request, Path directory) {
        return new DatasetRequest(
                request.name(), Optional.of(directory), request.host(), request.downloads(), request.notes());
    }

    public static DatasetRequest on(DatasetRequest request, Host host) {
        return new DatasetRequest(request.name(), request.directory(), host, request.downloads(), request.notes());
    }

    public static DatasetRequest from(DatasetRequest request, FakeMirror... mirrors) {
        Downloads downloads = new Downloads(
                false,
                List.of(mirrors).stream().map(FakeMirror::address).toList(),
                Duration.ofMillis(600),
                (file, done, total) -> {});
        return new DatasetRequest(request.name(), request.directory(), request.host(), downloads, request.notes());
    }
}
