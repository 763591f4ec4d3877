package dev.eckart.compress.allocate;

import dev.eckart.spi.compress.Candidate;
import dev.eckart.spi.compress.Decomposition;
import dev.eckart.spi.compress.RankAllocator;
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
