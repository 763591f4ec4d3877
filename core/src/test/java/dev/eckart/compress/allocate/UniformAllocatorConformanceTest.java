package dev.eckart.compress.allocate;

import dev.eckart.spi.compress.RankAllocator;

class UniformAllocatorConformanceTest extends BudgetedConformance {
    @Override
    protected RankAllocator allocator() {
        return new UniformAllocator();
    }
}
