package dev.eckart.app.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.app.config.ConfigurationException;
import dev.eckart.app.config.source.Assignment;
import dev.eckart.app.config.source.Configuration;
import dev.eckart.app.config.source.ConfigurationRequest;
import dev.eckart.app.config.source.Configurations;
import dev.eckart.registry.PluginException;
import dev.eckart.registry.Registry;
import dev.eckart.spi.EckartException;
import dev.eckart.spi.backend.BackendProvider;
import dev.eckart.tensor.Precision;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackendSelectionTest {
    private static final String PREFERENCE = "backend-preference=missing,absent,double-only,both";

    @TempDir
    private Path directory;

    private Registry<BackendProvider> backends;

    @BeforeEach
    void findBackends() {
        backends = new PluginFolder(directory)
                .registry(BackendProvider.class, Backends.Both.class, Backends.DoubleOnly.class, Backends.Absent.class);
    }

    @Test
    void autoTakesTheFirstPreferredThatWorksAndSaysWhyNotAnEarlierOne() {
        BackendChoice choice = choose(PREFERENCE, "threads=2");
        assertEquals("double-only", choice.provider().name());
        assertEquals(
                "backend double-only (One 1.0, float64, 2 threads): passed over missing (not found);"
                        + " absent (no natives for this machine)",
                choice.reason());
    }

    @Test
    void anAskedForPrecisionPassesOverWhoLacksIt() {
        BackendChoice choice = choose(PREFERENCE, "precision=float32", "threads=1");
        assertEquals("both", choice.provider().name());
        assertTrue(choice.reason().contains("double-only (has no float32)"), choice::reason);
    }

    @Test
    void autoPrecisionIsFloat32WhereItIsOffered() {
        assertEquals(Precision.FLOAT32, choose("backend=both").precision());
        assertEquals(Precision.FLOAT64, choose("backend=double-only").precision());
        assertEquals(
                Precision.FLOAT64, choose("backend=both", "precision=float64").precision());
    }

    @Test
    void aNamedBackendIsTakenOrRefusedNeverReplaced() {
        assertTrue(message(PluginException.class, "backend=bth").contains("did you mean 'both'?"));
        assertEquals(
                "backend 'absent' cannot work here: no natives for this machine",
                message(EckartException.class, "backend=absent"));
        assertEquals(
                "-P precision: 'precision': backend 'double-only' has no float32, it has float64",
                message(ConfigurationException.class, "backend=double-only", "precision=float32"));
    }

    @Test
    void nothingUsableIsAnErrorWithEveryReason() {
        String message = message(EckartException.class, "backend-preference=missing,absent");
        assertTrue(message.contains("missing (not found); absent (no natives"), message);
        assertTrue(message(EckartException.class, "backend-preference=[]").contains("is empty"));
    }

    @Test
    void aLibraryThatDoesNotLoadIsOneLine() {
        BackendChoice choice = choose("backend=both");
        String message = assertThrows(EckartException.class, choice::open).getMessage();
        assertTrue(message.contains("UnsatisfiedLinkError: no two in java.library.path"), message);
        Probe probe = Probe.of(choice.provider(), 1);
        assertFalse(probe.works());
        assertTrue(probe.outcome().contains("no two in java.library.path"), probe::outcome);
    }

    private <E extends Exception> String message(Class<E> type, String... options) {
        return assertThrows(type, () -> choose(options)).getMessage();
    }

    private BackendChoice choose(String... options) {
        List<Assignment> assignments = Stream.of(options)
                .map(option -> option.split("=", 2))
                .map(parts -> new Assignment(parts[0], parts[1], "-P " + parts[0]))
                .toList();
        Configuration configuration =
                Configurations.load(new ConfigurationRequest(assignments, Map.of(), Optional.empty()));
        return new BackendSelection(backends).choose(configuration);
    }
}
