package dev.eckart.faulty;

import dev.eckart.conformance.LayerConformance;
import dev.eckart.nn.DenseProvider;
import dev.eckart.spi.Seed;
import dev.eckart.spi.layer.Layer;
import dev.eckart.spi.layer.LayerProvider;
import dev.eckart.spi.layer.Linear;
import dev.eckart.tensor.Precision;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each fault of a layer must break its rule, and only rules that follow from it. */
class LayerKitRejectsTest {
    @ParameterizedTest
    @EnumSource
    void rejectsFaultByItsRules(LayerFault fault) {
        Rejection.of(Faulty.class, fault).check(fault.rules(), "");
    }

    @ExtendWith(Rejection.FaultResolver.class)
    static class Faulty extends LayerConformance {
        private final LayerFault fault;

        Faulty(LayerFault fault) {
            this.fault = fault;
        }

        @Override
        protected Layer layer(Precision precision, Seed seed) {
            return fault.in(
                    (Linear) new DenseProvider().create(new LayerProvider.Spec(inputs(), 5, 0.5, precision, seed)));
        }
    }
}
