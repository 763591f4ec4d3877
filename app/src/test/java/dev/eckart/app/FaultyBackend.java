package dev.eckart.app;

import java.io.IOException;
import java.nio.file.Path;

/** Jars with a backend that is EJML but for one small fault: the kind that no accuracy shows. */
final class FaultyBackend {
    private FaultyBackend() {}

    /** Builds a backend whose float64 singular values are too large by one part in 10<sup>9</sup>. */
    static void singularValues(Path jar) throws IOException {
        build(jar, "slightly-off", """
                Svd svd = sound.svd(a);
                double[] s = svd.s().clone();
                for (int i = 0; i < s.length; i++) {
                    s[i] *= 1 + 1e-9;
                }
                return new Svd(svd.u(), s, svd.v());
                """, "");
    }

    /** Builds a backend whose products are too large by one part in 10<sup>9</sup>. */
    static void products(Path jar) throws IOException {
        build(jar, "nearly-right", "return sound.svd(a);", """
                double[] product = c.doublesToWrite();
                for (int i = 0; i < product.length; i++) {
                    product[i] *= 1 + 1e-9;
                }
                """);
    }

    private static void build(Path jar, String name, String svd, String afterProduct) throws IOException {
        String source = """
                package faulty;

                import dev.eckart.spi.*;
                import dev.eckart.spi.backend.*;
                import dev.eckart.tensor.*;
                import java.util.*;

                public final class Faulty implements BackendProvider, Backend {
                    private final Optional<Backend> opened;

                    public Faulty() {
                        this(Optional.empty());
                    }

                    private Faulty(Optional<Backend> opened) {
                        this.opened = opened;
                    }

                    @Override
                    public String name() {
                        return "%s";
                    }

                    @Override
                    public Library library() {
                        return new Library("EJML with a fault", "1");
                    }

                    @Override
                    public Set<Precision> precisions() {
                        return Set.of(Precision.FLOAT64);
                    }

                    @Override
                    public Backend create(Settings settings) {
                        for (BackendProvider provider : ServiceLoader.load(BackendProvider.class)) {
                            if (provider.name().equals("ejml")) {
                                return new Faulty(Optional.of(provider.create(settings)));
                            }
                        }
                        throw new EckartException("ejml is not there");
                    }

                    @Override
                    public Precision precision() {
                        return Precision.FLOAT64;
                    }

                    @Override
                    public void gemm(
                            Transpose ta, Tensor a, Transpose tb, Tensor b, double alpha, double beta, Tensor c) {
                        opened.get().gemm(ta, a, tb, b, alpha, beta, c);
                        %s
                    }

                    @Override
                    public Svd svd(Tensor a) {
                        Backend sound = opened.get();
                        %s
                    }
                }
                """.formatted(name, afterProduct, svd);
        new PluginJar("backend.BackendProvider", "faulty.Faulty", source, true).build(jar);
    }
}
