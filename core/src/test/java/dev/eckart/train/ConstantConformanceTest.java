package dev.eckart.train;

import dev.eckart.conformance.ScheduleConformance;
import dev.eckart.spi.train.Schedule;

class ConstantConformanceTest extends ScheduleConformance {
    @Override
    protected Schedule schedule() {
        return new Constant();
    }
}
