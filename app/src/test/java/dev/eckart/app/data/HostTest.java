package dev.eckart.app.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where each system keeps what can be thrown away. */
final class HostTest {
    @TempDir
    private Path home;

    @Test
    void eachSystemHasItsPlace() {
        assertEquals(home.resolve(".cache/eckart"), host("Linux", Map.of()).cache());
        assertEquals(
                home.resolve("Library/Caches/eckart"),
                host("Mac OS X", Map.of()).cache());
        assertEquals(
                home.resolve("AppData/Local/eckart/Cache"),
                host("Windows 11", Map.of()).cache());
    }

    @Test
    void theEnvironmentComesFirst() {
        Path other = home.resolve("other");
        assertEquals(
                other.resolve("eckart"),
                host("Linux", Map.of("XDG_CACHE_HOME", other.toString())).cache());
        assertEquals(
                other.resolve("eckart/Cache"),
                host("Windows 10", Map.of("LOCALAPPDATA", other.toString())).cache());
    }

    @Test
    void anEmptyOrRelativeVariableCountsAsUnset() {
        assertEquals(
                home.resolve(".cache/eckart"),
                host("Linux", Map.of("XDG_CACHE_HOME", "relative")).cache());
        assertEquals(Optional.empty(), host("Linux", Map.of("ECKART_DATA", "")).data());
    }

    private Host host(String system, Map<String, String> environment) {
        return new Host(environment, home, system);
    }
}
