package dev.eckart.backend.nd4j;

import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.backend.BackendProvider;
import dev.eckart.spi.backend.Library;
import dev.eckart.spi.backend.NativeLibrary;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/** Provides {@code nd4j}: the fast one, where its native libraries exist. */
public final class Nd4jBackendProvider implements BackendProvider {
    private static final List<NativeLibrary> NATIVES = List.of(
            new NativeLibrary("org.nd4j:nd4j-native", "org/nd4j/linalg/cpu/nativecpu/bindings/", "jnind4jcpu"),
            new NativeLibrary("org.bytedeco:openblas", "org/bytedeco/openblas/", "jniopenblas"));

    /** For {@link java.util.ServiceLoader}. */
    public Nd4jBackendProvider() {}

    @Override
    public String name() {
        return "nd4j";
    }

    @Override
    public Library library() {
        try {
            String openblas = Loader.getVersion("org.bytedeco", "openblas");
            return new Library("ND4J", Loader.getVersion("org.nd4j", "nd4j-native") + " on OpenBLAS " + openblas);
        } catch (IOException e) {
            return new Library("ND4J", "unknown");
        }
    }

    /** JavaCPP's {@code Loader} works the platform out of system properties; that alone loads nothing. */
    @Override
    public Optional<String> unavailable() {
        return NativeLibrary.missing(NATIVES, Loader.getPlatform(), getClass().getClassLoader());
    }

    /** The native libraries' number of threads is that of the whole process: the last backend decides. */
    @Override
    public Backend create(Settings settings) {
        Nd4j.getBackend();
        NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(settings.threads());
        openblas.blas_set_num_threads(settings.threads());
        // Mirrors keep their tensors too, which must leave most of the heap to others.
        return new Nd4jBackend(
                settings.precision(), new Mirrors(Runtime.getRuntime().maxMemory() / 64));
    }
}
