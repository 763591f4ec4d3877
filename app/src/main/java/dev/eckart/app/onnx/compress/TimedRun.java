package dev.eckart.app.onnx.compress;

import dev.eckart.app.onnx.cost.ModelClock;
import dev.eckart.app.onnx.data.SampleBatch;

/**
 * What is run where time counts.
 *
 * @param clock tells how long it takes
 * @param batch what the model is run on
 */
public record TimedRun(ModelClock clock, SampleBatch batch) {}
