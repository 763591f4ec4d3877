package dev.eckart.compress;

import dev.eckart.conformance.AllocatorConformance;
import dev.eckart.spi.Decomposition;
import dev.eckart.spi.RankAllocator;
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
