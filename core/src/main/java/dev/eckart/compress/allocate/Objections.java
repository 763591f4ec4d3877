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
                : Optional.of("allocator '" + allocator.name() + "' " + does + ", not to " + asked(demand.unit())
                        + "; take allocator 'knapsack' or 'greedy' for that");
    }

    /** As a person asks for it: nobody has named nanoseconds, in which times are counted. */
    private static String asked(Budget.Unit unit) {
        return switch (unit) {
            case NANOSECONDS -> "a time";
            case SHARES -> "several budgets at once";
            case LEVEL, PARAMETERS, MACS, BYTES -> "a number of " + unit.words();
        };
    }
}
