package dev.eckart.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * An installed distribution that can be run.
 *
 * @param script its start script
 * @param environment variables to set, besides those of this process that are not Eckart's
 */
public record Installation(Path script, Map<String, String> environment) {
    /** What became of a run. */
    public record Outcome(int code, String out, String err) {}

    public static Installation built() {
        return of(Path.of(System.getProperty("eckart.distribution"), "bin", "eckart"));
    }

    public static Installation of(Path script) {
        return new Installation(script, Map.of());
    }

    /** A copy with plug-ins of its own. */
    public static Installation copyTo(Path home) throws IOException {
        Path built = built().home();
        Files.createDirectories(home.resolve("bin"));
        Files.createDirectories(home.resolve("plugins"));
        Files.createDirectories(home.resolve("lib"));
        try (Stream<Path> jars = Files.list(built.resolve("lib"))) {
            for (Path jar : jars.toList()) {
                link(jar, home.resolve("lib").resolve(jar.getFileName()));
            }
        }
        Path script = home.resolve("bin/eckart");
        Files.copy(built.resolve("bin/eckart"), script, StandardCopyOption.COPY_ATTRIBUTES);
        return of(script);
    }

    /** The jars are large: a second name for each will do, where the file system has that. */
    private static void link(Path jar, Path copy) throws IOException {
        try {
            Files.createLink(copy, jar);
        } catch (UnsupportedOperationException | FileSystemException e) {
            Files.copy(jar, copy);
        }
    }

    public Path home() {
        return script.getParent().getParent();
    }

    public Path plugins(String jar) {
        return home().resolve("plugins").resolve(jar);
    }

    public Installation with(Map<String, String> variables) {
        return new Installation(script, variables);
    }

    public Outcome run(String... arguments) {
        return run(
                Stream.concat(Stream.of(script.toString()), Stream.of(arguments))
                        .toList(),
                environment);
    }

    public static Outcome shell(String command) {
        return run(List.of("sh", "-c", command), Map.of());
    }

    private static Outcome run(List<String> command, Map<String, String> variables) {
        try {
            Path out = Files.createTempFile("eckart", ".out");
            Path err = Files.createTempFile("eckart", ".err");
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("ECKART_"));
            builder.environment().putAll(new HashMap<>(variables));
            Process process = builder.start();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException(command + " does not end");
            }
            Outcome outcome = new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
            Files.delete(out);
            Files.delete(err);
            return outcome;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
