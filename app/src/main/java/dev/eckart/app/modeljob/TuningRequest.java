package dev.eckart.app.modeljob;

import dev.eckart.app.modeljob.train.TuningSettings;
import dev.eckart.app.output.ModelPlace;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What shall be trained, and how.
 *
 * @param model the model's file
 * @param teacher file of the model that it was made of, if it shall teach
 * @param place where the trained one and the report shall be
 * @param timed whether to measure times, which takes seconds
 * @param settings how
 */
public record TuningRequest(
        Path model, Optional<Path> teacher, ModelPlace place, boolean timed, TuningSettings settings) {}
