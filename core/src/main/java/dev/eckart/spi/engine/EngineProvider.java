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
     * Starts the engine, or connects to what will carry out tasks.
     *
     * @param settings what is wanted
     * @return the engine, to be closed by the caller
     * @throws EckartException if the engine cannot work with these settings, or nobody is there to carry out tasks
     */
    Engine open(Settings settings);

    /**
     * How tasks shall be carried out.
     *
     * @param kinds finds the kinds of tasks and all other plug-ins in this process
     * @param classPath the same as files, for other processes, which must see them at the same paths
     * @param master address of the cluster's master, in the form of the engine's library; empty for none
     * @param workers how many tasks are carried out at a time, at least 1, where the engine decides that
     * @param threads threads that one task computes with, at least 1
     * @param patience how long to wait until somebody takes a task
     * @param options further settings of the engine's library, by name
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
