package dev.eckart.compress.allocate;

import dev.eckart.conformance.AllocatorConformance;
import dev.eckart.spi.compress.Decomposition;
import dev.eckart.spi.compress.RankAllocator;
import java.util.List;

class FixedAllocatorConformanceTest extends AllocatorConformance {
    @Override
    protected RankAllocator allocator() {
        return new FixedAllocator();
    }

    /** Each layer's smallest candidate, which some networks of the kit have no rank for. */
    @Override
    protected RankAllocator.Preferences preferences(List<Decomposition> layers) {
        return new RankAllocator.Preferences(
                layers.stream().map(layer -> layer.candidates().get(0).rank()).toList(), 1);
    }
}
