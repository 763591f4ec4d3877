package dev.eckart.kernel.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FusedMultiplyAddTest {
    /** A processor that lacks the instruction is no other to Java than one whose instruction it must not use. */
    @Test
    void javaTellsWhetherItIsAnInstruction() throws IOException, InterruptedException {
        assertEquals("false", answer(List.of("-XX:-UseFMA")));
        List<String> own = ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith("-XX:"))
                .toList();
        assertEquals(String.valueOf(FusedMultiplyAdd.isInstruction()), answer(own));
    }

    private static String answer(List<String> options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(options);
        command.add(0, Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Asked.class.getName()));
        Process java = new ProcessBuilder(command)
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
