package dev.eckart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.eckart.conformance.BackendConformance;
import dev.eckart.conformance.Matrices;
import dev.eckart.conformance.NamedMatrix;
import dev.eckart.reference.Fault;
import dev.eckart.reference.FaultyBackendProvider;
import dev.eckart.spi.Seed;
import dev.eckart.spi.backend.BackendProvider;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

/** A conformance kit is worth what it rejects: each fault must break its rule, and only rules that follow from it. */
class ConformanceRejectsTest {
    @ParameterizedTest
    @EnumSource
    void rejectsFaultByItsRules(Fault fault) {
        Events tests = EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(Faulty.class))
                .configurationParameter("fault", fault.name())
                .execute()
                .testEvents();

        assertEquals(new TreeSet<>(fault.rules()), rules(tests.failed().stream()));
        assertEquals(new TreeSet<>(fault.aborted()), rules(tests.aborted().stream()));
    }

    private static Set<String> rules(Stream<Event> events) {
        return events.map(event -> event.getTestDescriptor().getDisplayName().split(" ")[0])
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The kit on a backend whose fault the launcher names. */
    @ExtendWith(FaultResolver.class)
    static class Faulty extends BackendConformance {
        private final Fault fault;

        Faulty(Fault fault) {
            this.fault = fault;
        }

        @Override
        protected BackendProvider provider() {
            return new FaultyBackendProvider(fault);
        }

        @Override
        protected List<NamedMatrix> matrices(Seed seed) {
            return Matrices.small(seed);
        }

        @Override
        protected List<NamedMatrix> symmetricMatrices(Seed seed) {
            return Matrices.smallSymmetric(seed);
        }
    }

    /** Reads the fault from the launcher's configuration; none if the class is run by itself. */
    static class FaultResolver implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Fault.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getConfigurationParameter("fault")
                    .map(Fault::valueOf)
                    .orElse(Fault.NONE);
        }
    }
}
