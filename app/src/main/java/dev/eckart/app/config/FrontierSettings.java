package dev.eckart.app.config;

import java.util.List;

/**
 * What {@code eckart frontier} compares, at each of the levels and budgets of {@code compress}.
 *
 * @param decomposers names of decomposers; none for that of {@code compress}
 * @param allocators names of allocators; none for that of {@code compress}
 * @param seeds how many seeds, from {@code seed} upwards
 */
public record FrontierSettings(
        List<String> decomposers,
        List<String> allocators,
        @Range(min = 1, max = 1000) int seeds) {
    /**
     * The decomposers to compare.
     *
     * @param compress the settings of a run
     * @return at least one name
     */
    public List<String> decomposers(CompressSettings compress) {
        return decomposers.isEmpty() ? List.of(compress.decomposer()) : decomposers;
    }

    /**
     * The allocators to compare.
     *
     * @param compress the settings of a run
     * @return at least one name
     */
    public List<String> allocators(CompressSettings compress) {
        return allocators.isEmpty() ? List.of(compress.allocator()) : allocators;
    }
}
