package dev.eckart.app.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.app.data.download.FakeMirror;
import dev.eckart.app.data.download.PublishedDataset;
import dev.eckart.app.data.download.RemoteFile;
import dev.eckart.app.data.download.Samples;
import dev.eckart.app.data.locate.DatasetInventory;
import dev.eckart.app.data.locate.DatasetLocator;
import dev.eckart.app.data.locate.DatasetStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** The real data sets, where {@code ECKART_DATA} says they are. */
@EnabledIfEnvironmentVariable(named = "ECKART_DATA", matches = ".+")
final class PublishedDataTest {
    private final List<String> notes = new ArrayList<>();
    private final Path data = Path.of(System.getenv("ECKART_DATA"));

    @TempDir
    private Path home;

    @Test
    void bothAreThePublishedOnesAndCountedRight() {
        for (PublishedDataset dataset : PublishedDataset.ALL) {
            Dataset read = new DatasetLocator(request(dataset.name())).locate();
            assertEquals(dataset.sha256(), read.sha256());
            assertEquals(60_000, read.train().count());
            assertEquals(10_000, read.test().count());
        }
        assertEquals(List.of(), notes);
    }

    @Test
    void mnistHasItsKnownNumberOfEachDigit() {
        Pictures test = new DatasetLocator(request("mnist")).locate().test();
        int[] counts = new int[10];
        for (int i = 0; i < test.count(); i++) {
            counts[test.label(i)]++;
        }
        assertArrayEquals(new int[] {980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009}, counts);
    }

    @Test
    void theInventoryListsThem() {
        for (DatasetStatus entry : new DatasetInventory(request(DatasetLocator.AUTO)).status()) {
            assertTrue(entry.published(), entry.name());
            assertEquals(Optional.empty(), entry.problem());
            long bytes = PublishedDataset.named(entry.name()).stream()
                    .flatMap(dataset -> dataset.files().stream())
                    .mapToLong(RemoteFile::bytes)
                    .sum();
            assertEquals(bytes, entry.bytes(), entry.name());
        }
    }

    @Test
    void mnistIsFetchedFromAMirrorAndFoundInTheCacheAfterwards() throws Exception {
        Map<String, byte[]> files = new HashMap<>();
        for (RemoteFile file : PublishedDataset.MNIST.files()) {
            files.put(file.name(), Files.readAllBytes(data.resolve("mnist").resolve(file.name())));
        }
        DatasetRequest bare = Samples.request("mnist", home, notes);
        try (FakeMirror mirror = FakeMirror.serving(files)) {
            DatasetRequest request = Samples.from(bare, mirror);
            Path fetched = new DatasetInventory(request).fetch();
            assertEquals(request.host().downloads().resolve("mnist"), fetched);
        }
        assertEquals(
                PublishedDataset.MNIST.sha256(),
                new DatasetLocator(bare).locate().sha256());
        assertEquals(List.of(), notes);
    }

    @Test
    void theFingerprintIsThatOfThePayloads() throws IOException {
        Fingerprint fingerprint = new Fingerprint();
        Path mnist = data.resolve("mnist");
        for (RemoteFile file : PublishedDataset.MNIST.files()) {
            try (var in = Gzip.open(mnist.resolve(file.name()))) {
                fingerprint.add(in.readAllBytes());
            }
        }
        assertEquals(
                fingerprint.hex(),
                IdxDirectory.of(mnist).read("mnist", OptionalInt.of(10)).sha256());
    }

    private DatasetRequest request(String name) {
        Host host = Samples.linux(home, Map.of("ECKART_DATA", data.toString()));
        return Samples.on(Samples.request(name, home, notes), host);
    }
}
