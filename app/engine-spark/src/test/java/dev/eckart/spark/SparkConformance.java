package dev.eckart.spark;

import dev.eckart.conformance.EngineConformance;
import dev.eckart.spi.engine.Engine;
import dev.eckart.spi.engine.EngineProvider;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** The rules of all engines, for one that is opened once: that takes seconds. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SparkConformance extends EngineConformance {
    private final String master;
    private Optional<Engine> engine = Optional.empty();

    SparkConformance(String master) {
        this.master = master;
    }

    @BeforeAll
    void open() {
        engine = Optional.of(new SparkEngineProvider()
                .open(new EngineProvider.Settings(
                        EngineConformance.class.getClassLoader(),
                        List.of(jar(Engine.class), jar(EngineConformance.class)),
                        Optional.of(master),
                        1,
                        1,
                        Duration.ofSeconds(60),
                        Map.of("spark.executor.memory", "512m"))));
    }

    static Path jar(Class<?> of) {
        try {
            return Path.of(
                    of.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterAll
    void close() {
        engine.ifPresent(Engine::close);
    }

    @Override
    protected Engine engine() {
        return engine.orElseThrow();
    }
}
