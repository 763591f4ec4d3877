package dev.eckart.faulty;

import dev.eckart.conformance.EngineConformance;
import dev.eckart.spi.engine.Engine;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each fault of an engine must break its rule, and only rules that follow from it. */
class EngineKitRejectsTest {
    @ParameterizedTest
    @EnumSource
    void rejectsFaultByItsRules(EngineFault fault) {
        Rejection.of(Faulty.class, fault).check(fault.rules(), "");
    }

    @ExtendWith(Rejection.FaultResolver.class)
    static class Faulty extends EngineConformance {
        private final Engine engine;

        Faulty(EngineFault fault) {
            engine = fault.engine();
        }

        @Override
        protected Engine engine() {
            return engine;
        }
    }
}
