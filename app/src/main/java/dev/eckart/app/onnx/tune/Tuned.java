package dev.eckart.app.onnx.tune;

import dev.eckart.app.onnx.loss.Objective;
import dev.eckart.app.onnx.proto.ModelProto;
import java.util.List;
import java.util.Map;

/**
 * What came of training.
 *
 * @param model the model with the weights of the best epoch
 * @param start loss on the samples kept back before the first step
 * @param epochs one entry an epoch
 * @param best the epoch whose weights were kept, from 1; 0 if none was better than the start
 * @param objective what was made small
 * @param trained names of the tensors that were trained
 * @param parameters numbers in them
 * @param frozen names of tensors that were to be trained, and why they were not
 */
public record Tuned(
        ModelProto model,
        double start,
        List<Epoch> epochs,
        int best,
        Objective objective,
        List<String> trained,
        long parameters,
        Map<String, String> frozen) {
    /**
     * One pass over the samples.
     *
     * @param epoch which one, from 1
     * @param training mean loss while learning
     * @param held mean loss on the samples kept back, after the epoch
     * @param seconds time of the learning alone
     */
    public record Epoch(int epoch, double training, double held, double seconds) {}
}
