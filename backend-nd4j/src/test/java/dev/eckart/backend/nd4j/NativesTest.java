package dev.eckart.backend.nd4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class NativesTest {
    @Test
    void findsLibrariesOfThisMachine() {
        assertEquals(Optional.empty(), new Nd4jBackendProvider().unavailable());
    }

    @Test
    void tellsVersionsFromTheJars() {
        String version = new Nd4jBackendProvider().library().version();

        assertTrue(version.matches("\\d\\S* on OpenBLAS \\d+\\.\\d+\\.\\d+-\\S+"), version);
    }
}
