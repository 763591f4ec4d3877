package dev.eckart.app.data.locate;

import static dev.eckart.app.data.download.Samples.TEST_LABELS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.app.data.DataException;
import dev.eckart.app.data.Dataset;
import dev.eckart.app.data.DatasetRequest;
import dev.eckart.app.data.Downloads;
import dev.eckart.app.data.digits.SyntheticDigits;
import dev.eckart.app.data.download.FakeMirror;
import dev.eckart.app.data.download.Samples;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Where data sets are looked for, and what is said when they are not there. */
@Timeout(30)
final class DatasetLocatorTest {
    private final List<String> notes = new ArrayList<>();

    @TempDir
    private Path home;

    @Test
    void theGivenDirectoryMayHoldTheFilesOrADirectoryOfTheName() {
        Path holding = Samples.write(home.resolve("a"), Samples.compressed());
        Path above = home.resolve("b");
        Path below = Samples.write(above.resolve("mnist"), Samples.compressed());
        assertEquals(
                "IDX files in " + holding, locate(Samples.in(mnist(), holding)).origin());
        assertEquals("IDX files in " + below, locate(Samples.in(mnist(), above)).origin());
    }

    @Test
    void theGivenDirectoryIsNeverPassedOver() throws Exception {
        Samples.write(mnist().host().downloads().resolve("mnist"), Samples.compressed());
        assertMessage(refused(Samples.in(mnist(), home.resolve("absent"))), "absent does not exist", "mnist");
        Path partial = Samples.write(home.resolve("partial"), Samples.compressed());
        Files.delete(partial.resolve(TEST_LABELS));
        assertMessage(refused(Samples.in(mnist(), partial)), "partial lacks " + TEST_LABELS + " of mnist");
        assertMessage(refused(Samples.in(auto(), partial)), "partial lacks " + TEST_LABELS + " of mnist");
    }

    @Test
    void theEnvironmentComesBeforeTheCache() {
        Path data = home.resolve("data");
        DatasetRequest request = Samples.on(mnist(), Samples.linux(home, Map.of("ECKART_DATA", data.toString())));
        Path cached = Samples.write(request.host().downloads().resolve("mnist"), Samples.compressed());
        assertEquals("IDX files in " + cached, locate(request).origin());
        Path found = Samples.write(data.resolve("mnist"), Samples.compressed());
        assertEquals("IDX files in " + found, locate(request).origin());
    }

    @Test
    void aPartialSetInAUsualPlaceIsNotedAndPassedOver() throws Exception {
        Path data = home.resolve("data");
        DatasetRequest request = Samples.on(mnist(), Samples.linux(home, Map.of("ECKART_DATA", data.toString())));
        Files.delete(Samples.write(data.resolve("mnist"), Samples.compressed()).resolve(TEST_LABELS));
        Path cached = Samples.write(request.host().downloads().resolve("mnist"), Samples.compressed());
        assertEquals("IDX files in " + cached, locate(request).origin());
        assertTrue(notes.get(0).contains("lacks " + TEST_LABELS), notes.get(0));
    }

    @Test
    void anEnvironmentThatNamesNothingIsNoted() {
        String absent = home.resolve("absent").toString();
        refused(Samples.on(mnist(), Samples.linux(home, Map.of("ECKART_DATA", absent))));
        assertMessage(notes.get(0), "ECKART_DATA names " + absent);
    }

    @Test
    void contentThatIsNotThePublishedIsUsedAndNoted() {
        Path holding = Samples.write(home.resolve("a"), Samples.compressed());
        assertEquals(3, locate(Samples.in(mnist(), holding)).train().count());
        assertEquals(1, notes.size());
        assertTrue(notes.get(0).contains("not the published mnist"), notes.get(0));
    }

    @Test
    void mnistByNameIsNeverReplaced() {
        assertMessage(
                refused(mnist()),
                mnist().host().downloads().resolve("mnist").toString(),
                "offline",
                "train-images-idx3-ubyte.gz, train-labels-idx1-ubyte.gz, t10k-images-idx3-ubyte.gz,"
                        + " t10k-labels-idx1-ubyte.gz",
                "https://storage.googleapis.com/cvdf-datasets/mnist/",
                "https://ossci-datasets.s3.amazonaws.com/mnist/");
    }

    @Test
    void autoFallsBackToSyntheticDigitsAndSaysSo() throws Exception {
        try (FakeMirror absent = FakeMirror.answering(404)) {
            assertEquals(
                    SyntheticDigits.NAME, locate(Samples.from(auto(), absent)).name());
            assertEquals(1, notes.size());
            assertMessage(notes.get(0), "NOT MNIST", "HTTP 404", "put train-images-idx3-ubyte.gz");
        }
    }

    @Test
    void autoIsMnistWhereThatIsThereAndDamagedFilesAreNotPassedOver() {
        Path cached = auto().host().downloads().resolve("mnist");
        Samples.write(cached, Samples.compressed());
        assertEquals("mnist", locate(auto()).name());
        Samples.write(cached, Map.of(TEST_LABELS, new byte[3]));
        assertMessage(refused(auto()), cached.resolve(TEST_LABELS).toString());
    }

    @Test
    void offlineOpensNoConnection() throws Exception {
        try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            URI mirror = URI.create(
                    "http://" + listening.getInetAddress().getHostAddress() + ":" + listening.getLocalPort() + "/");
            Downloads offline = new Downloads(true, List.of(mirror), Downloads.PATIENCE, (file, done, total) -> {});
            DatasetRequest request = new DatasetRequest("mnist", Optional.empty(), mnist().host(), offline, notes::add);
            refused(request);
            assertThrows(DataException.class, () -> new DatasetInventory(request).fetch());
            listening.setSoTimeout(200);
            assertThrows(SocketTimeoutException.class, listening::accept);
        }
    }

    @Test
    void aDirectoryCanBeADataSet() {
        Path own = Samples.write(home.resolve("own"), Samples.compressed());
        Dataset direct = locate(request(own.toString()));
        assertEquals("own", direct.name());
        assertEquals(10, direct.train().classes());
        assertEquals(direct, withSame(direct, locate(Samples.in(request("own"), home))));
        assertEquals(List.of(), notes);
    }

    @Test
    void anUnknownNameIsAnsweredWithTheNearest() {
        assertMessage(
                refused(request("fashon-mnist")), "'fashon-mnist'", "did you mean 'fashion-mnist'?", "auto, mnist");
        assertMessage(refused(request("minst")), "did you mean 'mnist'?");
        assertMessage(refused(request("")), "no directory ''");
        assertMessage(refused(request("a\0b")), "no directory");
    }

    @Test
    void aMirrorMustBeAnHttpAddress() {
        URI mirror = URI.create("ftp://example.org/");
        assertMessage(
                assertThrows(
                        DataException.class,
                        () -> new Downloads(false, List.of(mirror), Downloads.PATIENCE, (file, done, total) -> {})),
                "ftp://example.org/");
    }

    private DatasetRequest mnist() {
        return request("mnist");
    }

    private DatasetRequest auto() {
        return request(DatasetLocator.AUTO);
    }

    private DatasetRequest request(String name) {
        return Samples.request(name, home, notes);
    }

    private static Dataset locate(DatasetRequest request) {
        return new DatasetLocator(request).locate();
    }

    private static DataException refused(DatasetRequest request) {
        return assertThrows(DataException.class, () -> locate(request));
    }

    /** The second with the arrays of the first, which records compare by identity; the fingerprint covers the content. */
    private static Dataset withSame(Dataset first, Dataset second) {
        return new Dataset(second.name(), first.train(), first.test(), second.sha256(), second.origin());
    }

    private static void assertMessage(DataException thrown, String... words) {
        assertMessage(thrown.getMessage(), words);
    }

    private static void assertMessage(String message, String... words) {
        assertEquals(1, message.lines().count(), message);
        for (String word : words) {
            assertTrue(message.contains(word), message + " should say " + word);
        }
    }
}
