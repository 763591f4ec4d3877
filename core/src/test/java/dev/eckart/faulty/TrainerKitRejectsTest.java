package dev.eckart.faulty;

import dev.eckart.conformance.TrainerConformance;
import dev.eckart.spi.train.Trainer;
import dev.eckart.train.BackpropTrainer;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each fault of a trainer must break its rule, and only rules that follow from it. */
class TrainerKitRejectsTest {
    @ParameterizedTest
    @EnumSource
    void rejectsFaultByItsRules(TrainerFault fault) {
        Rejection.of(Faulty.class, fault).check(fault.rules(), "");
    }

    @ExtendWith(Rejection.FaultResolver.class)
    static class Faulty extends TrainerConformance {
        private final TrainerFault fault;

        Faulty(TrainerFault fault) {
            this.fault = fault;
        }

        @Override
        protected Trainer trainer() {
            return fault.in(new BackpropTrainer());
        }
    }
}
