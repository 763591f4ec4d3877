package dev.eckart.compress;

import dev.eckart.spi.RankAllocator;

class SensitivityAllocatorConformanceTest extends BudgetedConformance {
    @Override
    protected RankAllocator allocator() {
        return new SensitivityAllocator();
    }
}
