package dev.eckart.app.onnx.measure;

import dev.eckart.app.onnx.progress.Stages;
import java.util.Optional;

/**
 * How models are compared.
 *
 * @param output the output that has scores; found out if none is named
 * @param threads threads that they are run with
 * @param timed whether to measure times, which takes seconds
 * @param stages told how far it is
 */
public record Terms(Optional<String> output, int threads, boolean timed, Stages stages) {}
