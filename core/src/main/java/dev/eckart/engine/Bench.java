package dev.eckart.engine;

import dev.eckart.spi.engine.Workplace;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A workplace of this process.
 *
 * @param plugins finds plug-ins
 * @param common what all workplaces share
 * @param kept what this one keeps
 * @param progress told how far its task is; throws if nobody waits for it
 */
record Bench(ClassLoader plugins, Forgettable common, Forgettable kept, Consumer<String> progress)
        implements Workplace {
    /** The same for another task. */
    Bench telling(Consumer<String> other) {
        return new Bench(plugins, common, kept, other);
    }

    @Override
    public void progress(String detail) {
        progress.accept(detail);
    }

    @Override
    public <T> T own(Class<T> type, String key, Supplier<T> make) {
        return kept.get(type, key, make);
    }

    @Override
    public <T> T shared(Class<T> type, String key, Supplier<T> make) {
        return common.get(type, key, make);
    }
}
