package dev.eckart.compress.allocate;

import dev.eckart.spi.compress.RankAllocator;

class SensitivityAllocatorConformanceTest extends BudgetedConformance {
    @Override
    protected RankAllocator allocator() {
        return new SensitivityAllocator();
    }
}
