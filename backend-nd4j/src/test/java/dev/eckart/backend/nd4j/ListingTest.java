package dev.eckart.backend.nd4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.registry.CheckedBackend;
import dev.eckart.spi.EckartException;
import dev.eckart.spi.backend.BackendProvider;
import dev.eckart.tensor.Precision;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Listing must be possible where the native libraries would crash; only a process of its own can tell. */
class ListingTest {
    @Test
    void loadsNativeCodeOnCreationOnly() throws IOException, InterruptedException {
        String listed = run("-Xlog:library=info", "list");
        String created = run("-Xlog:library=info", "create");

        assertTrue(listed.contains("listed nd4j"), listed);
        assertFalse(listed.contains("jnijavacpp"), listed);
        assertTrue(created.contains("jnijavacpp"), created);
    }

    @Test
    void saysInOneLineWhyItCannotBeLoaded() throws IOException, InterruptedException {
        String output = run("-Dorg.bytedeco.javacpp.platform=plan9-mips", "create");

        assertTrue(output.contains("the native library of org.nd4j:nd4j-native for plan9-mips is not"), output);
        assertTrue(
                output.lines()
                        .anyMatch(line ->
                                line.startsWith("failed: backend 'nd4j' cannot work here: the native library of ")
                                        && line.endsWith("or choose another backend")),
                output);
    }

    private static String run(String option, String argument) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        option,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Listing.class.getName(),
                        argument)
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        return output;
    }

    /** Asks a provider for what a list of backends shows, and for a backend if told so. */
    static final class Listing {
        private Listing() {}

        public static void main(String[] arguments) {
            Nd4jBackendProvider provider = new Nd4jBackendProvider();
            System.out.println("listed " + provider.name() + " " + provider.library() + " " + provider.precisions()
                    + provider.unavailable());
            if (arguments[0].equals("create")) {
                create(provider);
            }
        }

        private static void create(Nd4jBackendProvider provider) {
            try {
                CheckedBackend.open(provider, new BackendProvider.Settings(Precision.FLOAT32, 1));
            } catch (EckartException e) {
                System.out.println("failed: " + e.getMessage());
            }
        }
    }
}
