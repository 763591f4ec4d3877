package dev.eckart.app.fault;

import dev.eckart.app.Installation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A command that has been started.
 *
 * @param process its process
 * @param out what it writes to stdout
 * @param err what it writes to stderr
 */
record Running(Process process, CompletableFuture<String> out, CompletableFuture<String> err) {
    /** What any command here takes at the very most: a busy machine is no fault. */
    private static final long PATIENCE = 120;

    /** What became of it. */
    record Outcome(int code, String out, String err) {}

    /**
     * A command line.
     *
     * @param prefix what starts the program in a way of its own
     * @param program what is started
     * @param arguments the command with its options
     */
    record Call(List<String> prefix, Installation program, List<String> arguments) {
        Call by(List<String> other) {
            return new Call(other, program, arguments);
        }

        Call of(Installation other) {
            return new Call(prefix, other, arguments);
        }

        Call asking(List<String> other) {
            return new Call(prefix, program, other);
        }

        Call with(List<String> more) {
            return asking(Stream.concat(arguments.stream(), more.stream()).toList());
        }
    }

    /** Starts it. Its temporary files and its home lie in the directory that it is called in. */
    static Running start(Call call, Path directory) throws IOException {
        List<String> command = new ArrayList<>(call.prefix());
        command.add(call.program().script().toString());
        command.addAll(call.arguments());
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("ECKART_"));
        builder.environment().put("HOME", directory.resolve("home").toString());
        builder.environment().put("ECKART_JAVA_OPTS", "-Djava.io.tmpdir=" + Ground.TEMPORARY + " -Duser.home=home");
        Process process = builder.start();
        process.getOutputStream().close();
        return new Running(process, reading(process.getInputStream()), reading(process.getErrorStream()));
    }

    /** Pipes, for where files cannot be written. */
    private static CompletableFuture<String> reading(InputStream stream) {
        return CompletableFuture.supplyAsync(() -> {
            try (stream) {
                return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    boolean endsWithin(long milliseconds) throws InterruptedException {
        return process.waitFor(milliseconds, TimeUnit.MILLISECONDS);
    }

    /** Waits for its end; what never ends is killed. */
    Outcome end() throws InterruptedException {
        boolean ended = process.waitFor(PATIENCE, TimeUnit.SECONDS);
        if (!ended) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
        return new Outcome(ended ? process.exitValue() : -1, out.join(), err.join());
    }
}
