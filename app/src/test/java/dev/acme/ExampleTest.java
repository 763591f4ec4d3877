package dev.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.app.api.Model;
import dev.eckart.app.data.IdxWriter;
import dev.eckart.app.data.digits.SyntheticDigits;
import dev.eckart.spi.Seed;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of a program runs, and says nothing but what it prints itself. */
class ExampleTest {
    @Test
    void itRuns(@TempDir Path directory) {
        Path data = IdxWriter.write(directory.resolve("data"), SyntheticDigits.dataset(new Seed(3), 600, 200));
        Path small = directory.resolve("small.onnx");
        PrintStream out = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            Example.main(new String[] {"best", data + "/", "30%", small + ""});
        } finally {
            System.setOut(out);
        }
        List<String> lines = printed.toString(StandardCharsets.UTF_8).lines().toList();
        assertEquals(3, lines.size(), lines::toString);
        assertEquals("trained on 600 pictures of " + data + "/", lines.get(0));
        assertTrue(lines.get(1).startsWith("84060 parameters: 0."), lines::toString);
        long parameters = Model.load(small).parameters();
        assertTrue(parameters <= 84060 * 3 / 10, lines::toString);
        assertTrue(lines.get(2).startsWith(parameters + " parameters: "), lines::toString);
    }
}
