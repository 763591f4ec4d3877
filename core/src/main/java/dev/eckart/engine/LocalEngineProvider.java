package dev.eckart.engine;

import dev.eckart.spi.EckartException;
import dev.eckart.spi.engine.Engine;
import dev.eckart.spi.engine.EngineProvider;

/** Carries out tasks in threads of this process, as many at a time as there are workers and as fit into the heap. */
public final class LocalEngineProvider implements EngineProvider {
    /** Found by ServiceLoader. */
    public LocalEngineProvider() {}

    @Override
    public String name() {
        return "local";
    }

    @Override
    public Engine open(Settings settings) {
        settings.master().ifPresent(master -> {
            throw new EckartException("the engine 'local' is this process and has no master such as '" + master
                    + "'; name another engine, or leave the master out");
        });
        return new LocalEngine(
                settings.kinds(), settings.workers(), Runtime.getRuntime().maxMemory());
    }
}
