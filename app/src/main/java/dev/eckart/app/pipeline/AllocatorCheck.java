package dev.eckart.app.pipeline;

import dev.eckart.app.config.BudgetSetting;
import dev.eckart.app.config.ConfigurationException;
import dev.eckart.app.config.Settings;
import dev.eckart.app.config.source.Configuration;
import dev.eckart.spi.compress.Budget;
import dev.eckart.spi.compress.RankAllocator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds out whether allocators can do what a configuration asks of them, before hours are spent on it.
 *
 * @param configuration asks for levels and budgets
 * @param allocators of which one at least must be able to do each of them
 */
record AllocatorCheck(Configuration configuration, List<RankAllocator> allocators) {
    static final String LEVELS = "compress.levels";
    static final String BUDGETS = "compress.budgets";

    /** One thing to compress to, as the configuration has it. */
    private record Asked(String key, String text, Budget.Unit unit) {}

    /** Names the first level or budget that no allocator can do, and why. */
    void run() {
        for (Asked asked : asked()) {
            List<String> objections = allocators.stream()
                    .map(allocator -> allocator.objection(demand(asked.unit())))
                    .flatMap(Optional::stream)
                    .toList();
            if (objections.size() == allocators.size()) {
                throw new ConfigurationException(configuration.origin(asked.key()) + ": '" + asked.key() + "' has "
                        + asked.text() + ": " + objections.get(0));
            }
        }
    }

    private List<Asked> asked() {
        Settings settings = configuration.settings();
        List<Asked> asked = new ArrayList<>();
        settings.compress()
                .levels()
                .forEach(level -> asked.add(new Asked(LEVELS, String.valueOf(level), Budget.Unit.LEVEL)));
        for (BudgetSetting budget : settings.compress().budgets()) {
            asked.add(new Asked(BUDGETS, budget.toString(), budget.counts()));
        }
        return asked;
    }

    private RankAllocator.Demand demand(Budget.Unit unit) {
        Settings settings = configuration.settings();
        int layers = settings.base().hidden().size() + 1;
        return new RankAllocator.Demand(unit, layers, settings.compress().preferences(), true);
    }
}
