package dev.eckart.app.onnx.measure;

import java.util.Optional;

/**
 * How one output of two models differs.
 *
 * @param output its name
 * @param relative norm of the difference over the norm of the first model's; infinite (null in JSON) if only the latter is
 *     0, a number is infinite or NaN on one side alone, or texts differ
 * @param largest largest difference of two numbers; infinite (null in JSON) likewise
 * @param cosine one less the cosine between a sample's numbers before and after, the mean over the samples; empty if a
 *     sample has one number only, which has no direction
 * @param remark what cannot be told by numbers, such as another shape
 */
public record OutputChange(
        String output, double relative, double largest, Optional<Double> cosine, Optional<String> remark) {}
