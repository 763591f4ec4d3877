package dev.eckart.faulty;

import dev.eckart.conformance.OptimizerConformance;
import dev.eckart.spi.train.OptimizerProvider;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each fault of an optimiser must break its rule, and only rules that follow from it. */
class OptimizerKitRejectsTest {
    @ParameterizedTest
    @EnumSource
    void rejectsFaultByItsRules(OptimizerFault fault) {
        Rejection.of(Faulty.class, fault).check(fault.rules(), "");
    }

    @ExtendWith(Rejection.FaultResolver.class)
    static class Faulty extends OptimizerConformance {
        private final OptimizerProvider provider;

        Faulty(OptimizerFault fault) {
            provider = fault.provider();
        }

        @Override
        protected OptimizerProvider optimizer() {
            return provider;
        }
    }
}
