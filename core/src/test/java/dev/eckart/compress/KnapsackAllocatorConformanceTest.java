package dev.eckart.compress;

import dev.eckart.spi.Candidate;
import dev.eckart.spi.Decomposition;
import dev.eckart.spi.RankAllocator;
import java.util.Optional;
import java.util.function.ToDoubleBiFunction;

class KnapsackAllocatorConformanceTest extends BudgetedConformance {
    @Override
    protected RankAllocator allocator() {
        return new KnapsackAllocator();
    }

    @Override
    protected Optional<ToDoubleBiFunction<Decomposition, Candidate>> leastDamage() {
        return Optional.of(Decomposition::damage);
    }
}
