package dev.eckart.compress.allocate;

import dev.eckart.conformance.AllocatorConformance;
import dev.eckart.spi.compress.Budget;
import dev.eckart.spi.compress.Decomposition;
import java.util.List;
import java.util.OptionalLong;

/** What allocators share that keep to the budget. */
abstract class BudgetedConformance extends AllocatorConformance {
    @Override
    protected OptionalLong limit(List<Decomposition> layers, Budget budget) {
        return OptionalLong.of(budget.limit(layers));
    }
}
