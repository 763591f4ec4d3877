package dev.eckart.compress.allocate;

import dev.eckart.conformance.AllocatorConformance;
import dev.eckart.spi.compress.Decomposition;
import dev.eckart.spi.compress.RankAllocator;
import java.util.List;

class EnergyAllocatorConformanceTest extends AllocatorConformance {
    @Override
    protected RankAllocator allocator() {
        return new EnergyAllocator();
    }

    @Override
    protected RankAllocator.Preferences preferences(List<Decomposition> layers) {
        return new RankAllocator.Preferences(List.of(), 0.8);
    }
}
