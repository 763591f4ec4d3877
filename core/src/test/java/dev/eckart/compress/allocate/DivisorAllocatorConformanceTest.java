package dev.eckart.compress.allocate;

import dev.eckart.conformance.AllocatorConformance;
import dev.eckart.spi.compress.RankAllocator;

class DivisorAllocatorConformanceTest extends AllocatorConformance {
    @Override
    protected RankAllocator allocator() {
        return new DivisorAllocator();
    }
}
