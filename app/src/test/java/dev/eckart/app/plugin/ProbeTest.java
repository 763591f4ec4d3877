package dev.eckart.app.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.registry.Plugin;
import dev.eckart.registry.Registry;
import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.backend.BackendProvider;
import dev.eckart.spi.backend.Library;
import dev.eckart.spi.backend.Svd;
import dev.eckart.spi.backend.Transpose;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProbeTest {
    private static final BackendProvider REAL = Registry.load(BackendProvider.class, ProbeTest.class.getClassLoader())
            .get("commons-math");

    @Test
    void aRealBackendWorks() {
        Probe probe = Probe.of(REAL, 1);
        assertTrue(probe.works(), probe::outcome);
        assertEquals("multiplies (float64) and factorises correctly", probe.outcome());
    }

    @Test
    void oneWrongElementIsFound() {
        assertFound(1e-11, "product is wrong");
        assertFound(Double.NaN, "product is wrong");
    }

    @Test
    void roundingIsNot() {
        Probe probe = Probe.of(new Off(REAL, 1e-16), 1);
        assertTrue(probe.works(), probe::outcome);
    }

    @Test
    void aProviderThatFailsWhenAskedIsListedWithItsReason() {
        Listed listed = Listed.of(new Plugin<>(new Off(REAL, 0), "1", "here"));
        assertTrue(listed.problem().orElseThrow().contains("library gone"), listed::toString);
    }

    private static void assertFound(double error, String words) {
        Probe probe = Probe.of(new Off(REAL, error), 1);
        assertFalse(probe.works());
        assertTrue(probe.outcome().contains(words), probe::outcome);
    }

    /** A backend whose product is off in one element, and which does not know its library. */
    private record Off(BackendProvider provider, double error) implements BackendProvider {
        @Override
        public String name() {
            return "off";
        }

        @Override
        public Library library() {
            throw new NoClassDefFoundError("library gone");
        }

        @Override
        public Set<Precision> precisions() {
            return provider.precisions();
        }

        @Override
        public Backend create(Settings settings) {
            Backend real = provider.create(settings);
            return new Backend() {
                @Override
                public Precision precision() {
                    return real.precision();
                }

                @Override
                public void gemm(Transpose ta, Tensor a, Transpose tb, Tensor b, double alpha, double beta, Tensor c) {
                    real.gemm(ta, a, tb, b, alpha, beta, c);
                    c.set(0, 1, c.get(0, 1) + error);
                }

                @Override
                public Svd svd(Tensor a) {
                    return real.svd(Tensors.copy(a, Precision.FLOAT64));
                }
            };
        }
    }
}
