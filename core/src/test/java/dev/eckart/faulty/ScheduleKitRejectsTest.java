package dev.eckart.faulty;

import dev.eckart.conformance.ScheduleConformance;
import dev.eckart.spi.train.Schedule;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each fault of a schedule must break its rule, and only rules that follow from it. */
class ScheduleKitRejectsTest {
    @ParameterizedTest
    @EnumSource
    void rejectsFaultByItsRules(ScheduleFault fault) {
        Rejection.of(Faulty.class, fault).check(fault.rules(), "");
    }

    @ExtendWith(Rejection.FaultResolver.class)
    static class Faulty extends ScheduleConformance {
        private final Schedule schedule;

        Faulty(ScheduleFault fault) {
            schedule = fault.schedule();
        }

        @Override
        protected Schedule schedule() {
            return schedule;
        }
    }
}
