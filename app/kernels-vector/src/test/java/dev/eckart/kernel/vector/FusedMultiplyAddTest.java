package dev.eckart.kernel.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FusedMultiplyAddTest {
    /** A processor that lacks the instruction is no other to Java than one whose instruction it must not use. */
    @Test
    void javaTellsWhetherItIsAnInstruction() throws IOException, InterruptedException {
        assertEquals("false", answer("-XX:-UseFMA"));
        assertEquals(String.valueOf(FusedMultiplyAdd.isInstruction()), answer("-XX:+UseSerialGC"));
    }

    private static String answer(String option) throws IOException, InterruptedException {
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        option,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Asked.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String told = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, java.waitFor());
        return told.strip();
    }

    /** Asks a Java of its own. */
    static final class Asked {
        private Asked() {}

        public static void main(String[] none) {
            System.out.println(FusedMultiplyAdd.isInstruction());
        }
    }
}
