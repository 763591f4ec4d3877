package dev.eckart.faulty;

import dev.eckart.compress.decompose.TruncatedSvd;
import dev.eckart.conformance.DecomposerConformance;
import dev.eckart.conformance.NamedMatrix;
import dev.eckart.spi.Seed;
import dev.eckart.spi.compress.Decomposer;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each fault of a decomposer must break its rule, and only rules that follow from it. */
class DecomposerKitRejectsTest {
    @ParameterizedTest
    @EnumSource
    void rejectsFaultByItsRules(DecomposerFault fault) {
        Rejection.of(Faulty.class, fault).check(fault.rules(), fault.aborted());
    }

    @ExtendWith(Rejection.FaultResolver.class)
    static class Faulty extends DecomposerConformance {
        private static final int SMALL = 100;

        private final DecomposerFault fault;

        Faulty(DecomposerFault fault) {
            this.fault = fault;
        }

        @Override
        protected Decomposer decomposer() {
            return fault.in(new TruncatedSvd());
        }

        @Override
        protected double optimality() {
            return 1;
        }

        /** Of every kind, but small. */
        @Override
        protected List<NamedMatrix> weights(Seed seed) {
            return super.weights(seed).stream()
                    .filter(weights -> weights.matrix().size() <= SMALL)
                    .toList();
        }
    }
}
