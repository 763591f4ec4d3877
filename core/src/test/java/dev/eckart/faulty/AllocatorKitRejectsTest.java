package dev.eckart.faulty;

import dev.eckart.conformance.AllocatorConformance;
import dev.eckart.spi.compress.Budget;
import dev.eckart.spi.compress.Candidate;
import dev.eckart.spi.compress.Decomposition;
import dev.eckart.spi.compress.RankAllocator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.ToDoubleBiFunction;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each fault of an allocator must break its rule, and only rules that follow from it. */
class AllocatorKitRejectsTest {
    @ParameterizedTest
    @EnumSource
    void rejectsFaultByItsRules(AllocatorFault fault) {
        Rejection.of(Faulty.class, fault).check(fault.rules(), "");
    }

    @ExtendWith(Rejection.FaultResolver.class)
    static class Faulty extends AllocatorConformance {
        private final AllocatorFault fault;

        Faulty(AllocatorFault fault) {
            this.fault = fault;
        }

        @Override
        protected RankAllocator allocator() {
            return fault.allocator();
        }

        @Override
        protected OptionalLong limit(List<Decomposition> layers, Budget budget) {
            return OptionalLong.of(Exhaustive.limit(layers, budget));
        }

        @Override
        protected Optional<ToDoubleBiFunction<Decomposition, Candidate>> leastDamage() {
            return Optional.of((layer, candidate) -> Exhaustive.damage(candidate));
        }
    }
}
