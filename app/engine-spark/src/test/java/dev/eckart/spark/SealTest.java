package dev.eckart.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who must not compute for a driver. */
class SealTest {
    @TempDir
    private Path directory;

    private Path jar;
    private Seal seal;

    @BeforeEach
    void seal() throws IOException {
        jar = directory.resolve("eckart.jar");
        write("one");
        Files.writeString(Files.createDirectory(directory.resolve("classes")).resolve("A"), "a");
        seal = Seal.of(List.of(jar, directory.resolve("classes")));
    }

    private void write(String content) throws IOException {
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new ZipEntry("dev/eckart/A.class"));
            out.write(content.getBytes());
        }
    }

    @Test
    void theSameMayCompute() {
        assertEquals(Optional.empty(), seal.objection());
    }

    @Test
    void anotherVersionMustNot() throws IOException {
        write("two");
        assertObjection(seal, "Eckart in '" + directory + "' on ", "is another version than the driver's");
    }

    @Test
    void aFileThatIsNotSeenIsNamed() throws IOException {
        Files.delete(jar);
        assertObjection(seal, "'" + jar + "', which is a part of Eckart, is not there on ");
    }

    @Test
    void anotherJavaMustNot() {
        Seal other = new Seal(seal.classPath(), seal.fingerprint(), seal.java() + 1);
        assertObjection(other, "tasks run on Java " + seal.java(), "the driver on Java " + (seal.java() + 1));
    }

    private static void assertObjection(Seal seal, String... parts) {
        String line = seal.objection().orElse("");
        assertEquals(1, line.lines().count(), line);
        for (String part : parts) {
            assertTrue(line.contains(part), line);
        }
    }
}
