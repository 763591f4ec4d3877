package dev.eckart.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.app.command.EckartCommand;
import dev.eckart.app.command.option.SharedOptions;
import dev.eckart.app.config.source.Presets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The completion script, in a real bash. */
@DisabledOnOs(OS.WINDOWS)
class CompletionTest {
    @TempDir
    private Path directory;

    @BeforeEach
    void print() throws IOException {
        InProcess.Outcome outcome = InProcess.run("completion");
        assertEquals(0, outcome.code(), outcome::err);
        assertEquals("", outcome.err());
        Files.writeString(directory.resolve("script"), outcome.out());
    }

    @Test
    void completesCommands() throws IOException, InterruptedException {
        assertEquals(List.of("report", "run"), completed("eckart", "r"));
        List<String> commands = new EckartCommand()
                .line(CommandLine.defaultFactory(), new SharedOptions()).getSubcommands().keySet().stream()
                        .sorted()
                        .toList();
        assertEquals(commands, completed("eckart", ""));
        assertEquals(commands, completed("eckart", "help", ""));
        assertEquals(List.of("fetch"), completed("eckart", "data", ""));
    }

    @Test
    void completesOptions() throws IOException, InterruptedException {
        assertEquals(List.of("--precision", "--preset"), completed("eckart", "run", "--p"));
        assertEquals(List.of("--ratio", "--report", "--rotate"), completed("eckart", "compress", "m.onnx", "--r"));
    }

    @Test
    void completesNamesThatOptionsTake() throws IOException, InterruptedException {
        assertEquals(Presets.names(), completed("eckart", "run", "--preset", ""));
        assertEquals(List.of("auto", "commons-math", "ejml", "nd4j"), completed("eckart", "inspect", "--backend", ""));
        assertEquals(List.of("all"), completed("eckart", "verify", "--backends", "a"));
        assertEquals(List.of("truncated-svd", "two-sided-svd"), completed("eckart", "compress", "--decomposer", "t"));
        assertEquals(List.of("adam"), completed("eckart", "fine-tune", "--optimizer", "a"));
        assertEquals(List.of("cosine"), completed("eckart", "compress", "--schedule", "cos"));
        assertEquals(List.of("factors"), completed("eckart", "fine-tune", "--train", "f"));
        assertEquals(List.of("greedy"), completed("eckart", "compress", "--allocator", "g"));
        assertEquals(List.of("knapsack"), completed("eckart", "frontier", "--allocators", "k"));
        assertEquals(List.of("mnist"), completed("eckart", "evaluate", "--data", "m"));
        assertEquals(List.of("fashion-mnist", "mnist"), completed("eckart", "data", "fetch", ""));
        assertEquals(List.of("unit"), completed("eckart", "diff", "--scale", "u"));
        assertEquals(List.of("float32", "float64"), completed("eckart", "run", "--precision", "f"));
    }

    @Test
    void completesFilesAndDirectories() throws IOException, InterruptedException {
        Files.createFile(directory.resolve("model.onnx"));
        Files.createDirectory(directory.resolve("mine"));
        assertEquals(List.of("model.onnx"), completed("eckart", "inspect", "mo"));
        assertEquals(List.of("mine", "model.onnx"), completed("eckart", "compress", "--report", "m"));
        assertEquals(List.of("mine"), completed("eckart", "run", "--resume", "mi"));
        assertEquals(List.of("mine"), completed("eckart", "run", "-o", "mi"));
        assertEquals(List.of("model.onnx"), completed("eckart", "run", "-c", "mo"));
    }

    @Test
    void leavesFilesToTheShellWhereNoNameFits() throws IOException {
        String script = Files.readString(directory.resolve("script"));
        assertTrue(script.contains("complete -F _complete_eckart -o default eckart "), script);
        assertTrue(!script.contains("compopt +o default"), script);
    }

    /** What a bash that has read the script makes of the last word, alphabetically; compopt works at a prompt only. */
    private List<String> completed(String... words) throws IOException, InterruptedException {
        String line = String.join(" ", words);
        String quoted = List.of(words).stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
        String commands =
                "source ./script; compopt() { :; }; COMP_WORDS=(" + quoted + ") COMP_CWORD=" + (words.length - 1)
                        + " COMP_LINE='" + line + "' COMP_POINT=" + line.length()
                        + " && _complete_eckart && printf '%s\\n' \"${COMPREPLY[@]}\"";
        Process bash = new ProcessBuilder("bash", "--norc", "-c", commands)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String out = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, bash.waitFor(), out);
        return List.copyOf(new TreeSet<>(
                out.lines().map(String::strip).filter(word -> !word.isEmpty()).toList()));
    }
}
