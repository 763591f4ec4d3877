package dev.eckart.conformance;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.eckart.registry.CheckedBackend;
import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.backend.BackendProvider;
import dev.eckart.tensor.Precision;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** What the kit's halves share: how a rule becomes tests, and the backend they run on. */
final class Checks {
    private Checks() {}

    /** One test in each precision. */
    static <R> Stream<DynamicTest> inEachPrecision(String rule, Function<Precision, R> rules, Consumer<R> check) {
        return Arrays.stream(Precision.values())
                .map(precision -> test(rule, precision.label(), () -> check.accept(rules.apply(precision))));
    }

    /** A test named by its rule, so that a report can be read by rule. */
    static DynamicTest test(String rule, String subject, Runnable check) {
        return dynamicTest(rule + " " + subject, check::run);
    }

    /** The kit's own backend, in the checked form in which everybody uses one. */
    static Backend reference(Precision precision) {
        return CheckedBackend.open(new ReferenceBackendProvider(), new BackendProvider.Settings(precision, 1));
    }
}
