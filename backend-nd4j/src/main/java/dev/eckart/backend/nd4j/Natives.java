package dev.eckart.backend.nd4j;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * The native libraries of one platform, looked for as resources and not loaded.
 *
 * @param platform JavaCPP's name of it, such as {@code linux-x86_64}
 */
record Natives(String platform) {
    Optional<String> missing() {
        return missing("org.nd4j:nd4j-native", "org/nd4j/linalg/cpu/nativecpu/bindings/", "jnind4jcpu")
                .or(() -> missing("org.bytedeco:openblas", "org/bytedeco/openblas/", "jniopenblas"));
    }

    /** ND4J's jars of one platform differ by instruction set; JavaCPP takes the best that is there. */
    private Optional<String> missing(String artifact, String folder, String library) {
        boolean found = Stream.of("", "-avx512", "-avx2", "-onednn", "-compat")
                .map(extension -> folder + platform + extension + "/" + System.mapLibraryName(library))
                .anyMatch(resource -> Natives.class.getClassLoader().getResource(resource) != null);
        String advice = "the native library of " + artifact + " for " + platform + " is not on the class path; add the"
                + " artifact with the classifier " + platform + ", if there is one, or choose another backend";
        return found ? Optional.empty() : Optional.of(advice);
    }
}
