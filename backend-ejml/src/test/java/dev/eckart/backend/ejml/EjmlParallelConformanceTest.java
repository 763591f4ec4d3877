package dev.eckart.backend.ejml;

import dev.eckart.conformance.BackendConformance;
import dev.eckart.conformance.Matrices;
import dev.eckart.conformance.NamedMatrix;
import dev.eckart.spi.Seed;
import dev.eckart.spi.backend.BackendProvider;
import java.util.List;

/** Several threads run other classes of EJML than one. */
class EjmlParallelConformanceTest extends BackendConformance {
    @Override
    protected BackendProvider provider() {
        return new EjmlBackendProvider();
    }

    @Override
    protected int threads() {
        return 2;
    }

    @Override
    protected List<NamedMatrix> matrices(Seed seed) {
        return Matrices.small(seed);
    }
}
