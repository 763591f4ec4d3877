package dev.eckart.app.html;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.eckart.app.output.RunDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultTest {
    /** On Java 17, where no language is set, the system's charset is ASCII. */
    @Test
    void configurationsAreReadAlikeInEveryCharset(@TempDir Path directory) throws IOException, InterruptedException {
        Files.writeString(directory.resolve(RunDirectory.REPORT), "{\"schema\": 1}");
        String text = "data.dir = \"/\u00fcbung/\"";
        Files.writeString(directory.resolve(RunDirectory.CONFIGURATION), text);
        Process process = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-Dfile.encoding=US-ASCII",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ResultTest.class.getName(),
                        directory.toString())
                .start();
        String read = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor());
        assertEquals(text, read);
    }

    /** Writes the configuration of a directory to stdout, in UTF-8. */
    public static void main(String[] arguments) {
        byte[] read =
                Result.read(Path.of(arguments[0])).configuration().orElseThrow().getBytes(StandardCharsets.UTF_8);
        System.out.write(read, 0, read.length);
        System.out.flush();
    }
}
