package dev.eckart.app.config;

import dev.eckart.compress.InnerBias;
import dev.eckart.compress.Selection;
import dev.eckart.spi.compress.RankAllocator;
import java.util.List;
import java.util.Optional;

/**
 * How the network is made smaller.
 *
 * @param levels nominal compressions; with neither levels nor budgets the base is trained only
 * @param budgets further sizes to compress to
 * @param decomposer name of a decomposer
 * @param allocator name of an allocator
 * @param ranks rank of each linear layer, for the allocator that is told them
 * @param energy share of each layer's energy to keep, for the allocator that goes by it
 * @param rankMultiple what every rank is a multiple of
 * @param includeLayers names of the layers to factorise; empty for all
 * @param excludeLayers names of layers that stay dense
 * @param innerBias the bias between two factors
 * @param innerActivation name of the layer between two factors, or {@code none}
 * @param balance whether the factors of a layer are balanced: neighbours get the same singular values
 * @param allowLarger whether a layer may be replaced by one with no fewer parameters
 * @param keep which factorisations are kept
 * @param keepBatch pictures of the batch with which their speed is compared
 */
public record CompressSettings(
        @Range(min = 1, max = 1_000_000) List<Integer> levels,
        List<BudgetSetting> budgets,
        String decomposer,
        String allocator,
        List<RankSetting> ranks,
        @Range(above = 0, max = 1) double energy,
        @Range(min = 1, max = 65_536) int rankMultiple,
        List<String> includeLayers,
        List<String> excludeLayers,
        InnerBias innerBias,
        String innerActivation,
        boolean balance,
        boolean allowLarger,
        KeepFactors keep,
        @Range(min = 1, max = 65_536) int keepBatch) {
    /** The inner activation that stands for no layer at all. */
    public static final String NONE = "none";

    /**
     * Which layers are factorised, and to which ranks.
     *
     * @return what was set of that
     */
    public Selection selection() {
        return new Selection(includeLayers, excludeLayers, rankMultiple);
    }

    /**
     * What was settled for the allocator.
     *
     * @return ranks and energy
     */
    public RankAllocator.Preferences preferences() {
        return new RankAllocator.Preferences(
                ranks.stream().map(RankSetting::rank).toList(), energy);
    }

    /**
     * The layer between two factors.
     *
     * @return its name, or empty if there is none
     */
    public Optional<String> activation() {
        return Optional.of(innerActivation).filter(name -> !name.equals(NONE));
    }
}
