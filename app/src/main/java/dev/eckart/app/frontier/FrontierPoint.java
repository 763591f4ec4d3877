package dev.eckart.app.frontier;

import java.util.List;
import java.util.Optional;

/**
 * Networks compressed in one way to one size.
 *
 * @param decomposer how layers were factorised
 * @param allocator how ranks were chosen
 * @param size what a person calls the size
 * @param failure why it cannot be done, for the first seed for which it cannot; empty (null in JSON) if all could be
 * @param measured what was measured; empty (null in JSON) if any could not be done
 */
public record FrontierPoint(
        String decomposer, String allocator, String size, Optional<String> failure, Optional<Measured> measured) {
    static FrontierPoint of(Trial.Way way, List<Trial> trials) {
        Optional<String> failure =
                trials.stream().flatMap(trial -> trial.failure().stream()).findFirst();
        return new FrontierPoint(
                way.decomposer(),
                way.allocator(),
                way.size(),
                failure,
                failure.isPresent() ? Optional.empty() : Optional.of(Measured.of(trials)));
    }

    String name() {
        return decomposer + ", " + allocator + ", " + size;
    }

    /** The same point with other figures. */
    FrontierPoint measuring(Measured other) {
        return new FrontierPoint(decomposer, allocator, size, failure, Optional.of(other));
    }
}
