package dev.eckart.spi.engine;

import dev.eckart.spi.EckartException;
import dev.eckart.spi.Named;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The light half of an engine: it can be listed without loading the library behind it. */
public interface EngineProvider extends Named {
    /**
     * Gets hold of those who will carry out tasks.
     *
     * @param settings what is wanted
     * @return the engine
     * @throws EckartException if there is nobody
     */
    Engine open(Settings settings);

    /**
     * How tasks shall be carried out.
     *
     * @param kinds finds the kinds of tasks and all other plug-ins in this process
     * @param classPath the same as files, for other processes, which must see them under the same names
     * @param master who shares out tasks to other machines, as the engine's library names them
     * @param workers tasks at a time, where the engine decides that
     * @param threads threads that a task computes with
     * @param patience how long to wait until somebody takes a task
     * @param options what the engine's library is told besides
     */
    record Settings(
            ClassLoader kinds,
            List<Path> classPath,
            Optional<String> master,
            int workers,
            int threads,
            Duration patience,
            Map<String, String> options) {}
}
