package dev.eckart.train;

import dev.eckart.conformance.TrainerConformance;
import dev.eckart.spi.Trainer;

class BackpropTrainerConformanceTest extends TrainerConformance {
    @Override
    protected Trainer trainer() {
        return new BackpropTrainer();
    }
}
