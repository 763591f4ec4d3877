package dev.eckart.engine;

import dev.eckart.conformance.EngineConformance;
import dev.eckart.spi.engine.Engine;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@ValueSource(ints = {1, 3})
class LocalEngineConformanceTest extends EngineConformance {
    private final int workers;

    LocalEngineConformanceTest(int workers) {
        this.workers = workers;
    }

    @Override
    protected Engine engine() {
        return new LocalEngine(EngineConformance.class.getClassLoader(), workers, 64 << 20);
    }
}
