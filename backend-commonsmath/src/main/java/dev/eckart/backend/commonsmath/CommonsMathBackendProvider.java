package dev.eckart.backend.commonsmath;

import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.backend.BackendProvider;
import dev.eckart.spi.backend.Library;
import dev.eckart.tensor.Precision;
import java.util.EnumSet;
import java.util.Set;
import org.apache.commons.math3.linear.BlockRealMatrix;

/** Provides {@code commons-math}: slow and independent, which is what it is for. Float64 and one thread only. */
public final class CommonsMathBackendProvider implements BackendProvider {
    /** For {@link java.util.ServiceLoader}. */
    public CommonsMathBackendProvider() {}

    @Override
    public String name() {
        return "commons-math";
    }

    @Override
    public Library library() {
        return Library.of("Apache Commons Math", BlockRealMatrix.class);
    }

    @Override
    public Set<Precision> precisions() {
        return EnumSet.of(Precision.FLOAT64);
    }

    @Override
    public Backend create(Settings settings) {
        return new CommonsMathBackend();
    }
}
