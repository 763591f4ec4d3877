package dev.eckart.engine;

import dev.eckart.registry.Registry;
import dev.eckart.spi.EckartException;
import dev.eckart.spi.engine.Payload;
import dev.eckart.spi.engine.Task;
import dev.eckart.spi.engine.TaskKind;
import dev.eckart.spi.engine.Workplace;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;

/**
 * Carries out tasks of the kinds that there are in a process.
 *
 * @param kinds what can be done
 */
record TaskRunner(Registry<TaskKind> kinds) {
    private static final int ATTEMPTS = 3;

    static TaskRunner of(ClassLoader loader) {
        return new TaskRunner(Registry.load(TaskKind.class, loader));
    }

    /**
     * Carries out a task. What fails by chance is tried again; what a kind says itself would be the same again.
     *
     * @throws EckartException one line that says why it cannot be done
     * @throws CancellationException if it has been cancelled
     */
    Payload run(Task task, Workplace workplace) {
        TaskKind kind = kinds.get(task.kind());
        task.references().forEach(reference -> requireSeen(reference, task));
        for (int attempt = 1; ; attempt++) {
            try {
                return kind.run(task, workplace);
            } catch (EckartException | CancellationException e) {
                throw e;
            } catch (RuntimeException | Error e) {
                if (attempt == ATTEMPTS) {
                    throw new EckartException(
                            "'" + task.title() + "' failed " + ATTEMPTS + " times on " + host() + ", at last with "
                                    + (e instanceof OutOfMemoryError ? e + "; give it more memory" : e),
                            e);
                }
            }
        }
    }

    private static void requireSeen(String reference, Task task) {
        if (!Files.isReadable(Path.of(reference))) {
            throw new EckartException("'" + task.title() + "' needs '" + reference + "', which " + host()
                    + " does not see; put it where every machine sees it under that name");
        }
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "this machine";
        }
    }
}
