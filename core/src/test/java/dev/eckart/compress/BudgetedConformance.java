package dev.eckart.compress;

import dev.eckart.conformance.AllocatorConformance;
import dev.eckart.spi.Budget;
import dev.eckart.spi.Decomposition;
import java.util.List;
import java.util.OptionalLong;

/** What allocators share that keep to the budget. */
abstract class BudgetedConformance extends AllocatorConformance {
    @Override
    protected OptionalLong limit(List<Decomposition> layers, Budget budget) {
        return OptionalLong.of(budget.limit(layers));
    }
}
