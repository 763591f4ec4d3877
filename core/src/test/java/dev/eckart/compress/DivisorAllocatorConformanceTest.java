package dev.eckart.compress;

import dev.eckart.conformance.AllocatorConformance;
import dev.eckart.spi.RankAllocator;

class DivisorAllocatorConformanceTest extends AllocatorConformance {
    @Override
    protected RankAllocator allocator() {
        return new DivisorAllocator();
    }
}
