package dev.eckart.app.config;

import dev.eckart.compress.InnerBias;
import java.util.List;
import java.util.Optional;

/**
 * How the network is made smaller.
 *
 * @param levels nominal compressions; an empty list trains only
 * @param decomposer name of a decomposer
 * @param allocator name of an allocator
 * @param innerBias the bias between two factors
 * @param innerActivation name of the layer between two factors, or {@code none}
 * @param balance whether the factors of a layer share its scale evenly
 * @param allowLarger whether a layer may be replaced by one with no fewer parameters
 * @param keep which factorisations stay
 * @param keepBatch pictures of a batch with which speed is compared for that
 */
public record CompressSettings(
        @Range(min = 1, max = 1_000_000) List<Integer> levels,
        String decomposer,
        String allocator,
        InnerBias innerBias,
        String innerActivation,
        boolean balance,
        boolean allowLarger,
        KeepFactors keep,
        @Range(min = 1, max = 65_536) int keepBatch) {
    /** The inner activation that stands for no layer at all. */
    public static final String NONE = "none";

    /**
     * The layer between two factors.
     *
     * @return its name, or empty if there is none
     */
    public Optional<String> activation() {
        return Optional.of(innerActivation).filter(name -> !name.equals(NONE));
    }
}
