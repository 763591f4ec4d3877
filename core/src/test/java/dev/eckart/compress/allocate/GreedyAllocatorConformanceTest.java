package dev.eckart.compress.allocate;

import dev.eckart.spi.compress.RankAllocator;

class GreedyAllocatorConformanceTest extends BudgetedConformance {
    @Override
    protected RankAllocator allocator() {
        return new GreedyAllocator();
    }
}
