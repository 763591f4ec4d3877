package dev.eckart.app.frontier;

import dev.eckart.app.report.LevelReport;
import dev.eckart.app.report.NetworkReport;
import java.util.Optional;

/**
 * One way to compress one base to one size.
 *
 * @param seed the seed of base and compression
 * @param base the network before compression
 * @param way how it was compressed, and how far
 * @param level what came of it; empty if it cannot be done
 * @param failure why it cannot be done
 */
record Trial(long seed, NetworkReport base, Way way, Optional<LevelReport> level, Optional<String> failure) {
    /**
     * What came of one.
     *
     * @param level what was measured; empty if it cannot be done
     * @param failure why it cannot be done
     */
    record Outcome(Optional<LevelReport> level, Optional<String> failure) {}

    /**
     * How a base is compressed, and how far.
     *
     * @param decomposer name of the decomposer
     * @param allocator name of the allocator
     * @param size what a person calls the size, such as {@code 2x} or {@code 24219}
     */
    record Way(String decomposer, String allocator, String size) {}
}
