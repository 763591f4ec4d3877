package dev.eckart.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.app.command.EckartCommand;
import dev.eckart.app.command.option.SharedOptions;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The help of every command, in a process of its own: what picocli complains of goes straight to its stderr. */
class HelpTest {
    @Test
    void everyHelpIsWholeAndSaysNothingOnStderr() throws IOException, InterruptedException {
        // What Java is told here so that it warns of nothing, it has to be told there.
        List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java"));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--"))
                .forEach(command::add);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), HelpTest.class.getName()));
        Process process = new ProcessBuilder(command).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), err);
        assertEquals("", err);
        assertTrue(out.contains("Usage: eckart inspect") && out.contains("Usage: eckart data fetch"), out);
        assertEquals(List.of(), out.lines().filter(line -> line.contains("%n")).toList());
        // An example that was broken in two cannot be copied.
        assertEquals(
                List.of(),
                out.lines()
                        .filter(line -> line.matches("  eckart .*[.,=]") || line.matches("[^ ].*=.* -o .*onnx"))
                        .toList());
    }

    /** Shows the help of every command. */
    public static void main(String[] arguments) {
        show(new EckartCommand().line(CommandLine.defaultFactory(), new SharedOptions()));
    }

    private static void show(CommandLine command) {
        List<String> words =
                new ArrayList<>(List.of(command.getCommandSpec().qualifiedName().split(" ")));
        words.add("--help");
        InProcess.Outcome outcome = InProcess.run(words.subList(1, words.size()).toArray(String[]::new));
        System.out.print(outcome.out());
        System.err.print(outcome.err());
        command.getSubcommands().values().forEach(HelpTest::show);
    }
}
