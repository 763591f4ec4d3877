package dev.eckart.faulty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

/**
 * What a half of the kit says of a plug-in with a fault.
 *
 * @param failed rules that failed, by number
 * @param aborted rules that were aborted, by number
 */
record Rejection(Set<String> failed, Set<String> aborted) {
    private static final String PARAMETER = "fault";

    /** Runs a kit class whose constructor takes the fault, with {@link FaultResolver}. */
    static Rejection of(Class<?> kit, Enum<?> fault) {
        Events tests = EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(kit))
                .configurationParameter(PARAMETER, fault.name())
                .execute()
                .testEvents();
        assertEquals(true, tests.succeeded().count() > 0, "no rule was run or none was kept");
        return new Rejection(rules(tests.failed().stream()), rules(tests.aborted().stream()));
    }

    /** Fails unless exactly these rules failed, separated by blanks, and no other was aborted than those. */
    void check(String expectedFailed, String expectedAborted) {
        assertEquals(words(expectedFailed), failed, "rules that failed");
        assertEquals(words(expectedAborted), aborted, "rules that were aborted");
    }

    private static Set<String> words(String rules) {
        return Arrays.stream(rules.split(" "))
                .filter(rule -> !rule.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> rules(Stream<Event> events) {
        return events.map(event -> event.getTestDescriptor().getDisplayName().split(" ")[0])
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Hands a kit class its fault, by the name that the launcher gives; the first fault if the class is run by itself. */
    static final class FaultResolver implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType().isEnum();
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            Enum<?>[] faults = (Enum<?>[]) parameter.getParameter().getType().getEnumConstants();
            String name = context.getConfigurationParameter(PARAMETER).orElse(faults[0].name());
            return Arrays.stream(faults)
                    .filter(fault -> fault.name().equals(name))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
