package dev.eckart.backend.nd4j;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.bytedeco.javacpp.Loader;

/**
 * The native libraries of one platform, looked for as resources and not loaded.
 *
 * @param platform JavaCPP's name of it, such as {@code linux-x86_64}
 */
record Natives(String platform) {
    /** ND4J's jars of one platform differ by instruction set; JavaCPP takes the best that is there. */
    private static final List<String> EXTENSIONS = List.of("", "-avx512", "-avx2", "-onednn", "-compat");

    /** Those of this machine. {@code Loader} works the name out of system properties and loads nothing. */
    static Natives here() {
        return new Natives(Loader.getPlatform());
    }

    Optional<String> missing() {
        boolean nd4j = EXTENSIONS.stream()
                .anyMatch(extension -> there("org/nd4j/linalg/cpu/nativecpu/bindings/" + platform + extension + "/"
                        + System.mapLibraryName("jnind4jcpu")));
        if (!nd4j) {
            return Optional.of(advice("org.nd4j:nd4j-native"));
        }
        boolean openblas = there("org/bytedeco/openblas/" + platform + "/" + System.mapLibraryName("jniopenblas"));
        return openblas ? Optional.empty() : Optional.of(advice("org.bytedeco:openblas"));
    }

    private String advice(String artifact) {
        return "the native library of " + artifact + " for " + platform
                + " is not on the class path; add that artifact with the classifier " + platform
                + ", if there is one, or choose another backend";
    }

    /** The version of a Maven artifact as its jar tells it. */
    static String version(String group, String artifact) {
        String resource = "META-INF/maven/" + group + "/" + artifact + "/pom.properties";
        try (InputStream in = Natives.class.getClassLoader().getResourceAsStream(resource)) {
            Properties properties = new Properties();
            if (in != null) {
                properties.load(in);
            }
            return properties.getProperty("version", "unknown");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource, e);
        }
    }

    private static boolean there(String resource) {
        return Natives.class.getClassLoader().getResource(resource) != null;
    }
}
