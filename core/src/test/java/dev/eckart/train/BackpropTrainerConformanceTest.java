package dev.eckart.train;

import dev.eckart.conformance.TrainerConformance;
import dev.eckart.spi.train.Trainer;

class BackpropTrainerConformanceTest extends TrainerConformance {
    @Override
    protected Trainer trainer() {
        return new BackpropTrainer();
    }
}
