package dev.eckart.app.foreign;

import dev.eckart.app.onnx.compress.Patterns;
import dev.eckart.app.onnx.compress.Target;
import dev.eckart.app.report.ModelPlace;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What shall be compressed, and how.
 *
 * @param model the model's file
 * @param place where the smaller one and the report shall be
 * @param timed whether to measure times, which takes seconds
 * @param target how small
 * @param patterns which layers
 * @param decomposer name of the decomposer; chosen by whether there are data if not given
 * @param allocator name of the allocator
 */
public record CompressionRequest(
        Path model,
        ModelPlace place,
        boolean timed,
        Target target,
        Patterns patterns,
        Optional<String> decomposer,
        String allocator) {}
