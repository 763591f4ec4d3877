package dev.eckart.compress.allocate;

import dev.eckart.spi.EckartException;
import dev.eckart.spi.compress.Budget;
import dev.eckart.spi.compress.RankAllocator;
import java.util.Optional;

/** Objections of allocators that cannot do everything. */
final class Objections {
    private Objections() {}

    /** Refuses what the allocator objects to. */
    static void require(RankAllocator allocator, RankAllocator.Request request) {
        allocator.objection(request.demand()).ifPresent(objection -> {
            throw new EckartException(objection);
        });
    }

    /** Of an allocator that takes nominal levels and no other budgets; it says what it does instead. */
    static Optional<String> levelsOnly(RankAllocator allocator, String does, RankAllocator.Demand demand) {
        return demand.unit() == Budget.Unit.LEVEL
                ? Optional.empty()
                : Optional.of("allocator '" + allocator.name() + "' " + does + ", not to a number of "
                        + demand.unit().words()
                        + "; take allocator 'knapsack' or 'greedy' for that");
    }
}
