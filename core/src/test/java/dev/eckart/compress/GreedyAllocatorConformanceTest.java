package dev.eckart.compress;

import dev.eckart.spi.RankAllocator;

class GreedyAllocatorConformanceTest extends BudgetedConformance {
    @Override
    protected RankAllocator allocator() {
        return new GreedyAllocator();
    }
}
