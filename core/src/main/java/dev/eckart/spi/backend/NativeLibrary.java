package dev.eckart.spi.backend;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A native library within a jar, at the path that JavaCPP gives it; it is looked for there and not loaded.
 *
 * @param artifact Maven's name of the jar without its classifier
 * @param folder the resource folder that has a folder for each platform, with a slash at its end; empty for the root
 * @param name the library's name without what the system adds to it
 */
public record NativeLibrary(String artifact, String folder, String name) {
    /**
     * Why one of several libraries cannot be loaded.
     *
     * @param libraries all that are needed
     * @param platform JavaCPP's name of the platform, such as {@code linux-x86_64}
     * @param loader has the jars among its resources, if anything has
     * @return what the first of them lacks; empty if all are there
     */
    public static Optional<String> missing(List<NativeLibrary> libraries, String platform, ClassLoader loader) {
        return libraries.stream()
                .flatMap(library -> library.missing(platform, loader).stream())
                .findFirst();
    }

    /**
     * Why this library cannot be loaded. Jars of one platform may differ by instruction set; any of them will do, for
     * JavaCPP takes the best that is there.
     *
     * @param platform JavaCPP's name of the platform, such as {@code linux-x86_64}
     * @param loader has the jar among its resources, if anything has
     * @return what is missing, and what to do; empty if it is there
     */
    public Optional<String> missing(String platform, ClassLoader loader) {
        return Stream.of("", "-avx512", "-avx2", "-onednn", "-compat")
                        .map(extension -> folder + platform + extension + "/" + System.mapLibraryName(name))
                        .anyMatch(resource -> loader.getResource(resource) != null)
                ? Optional.empty()
                : Optional.of("the native library of " + artifact + " for " + platform + " is not on the class path;"
                        + " add the artifact with the classifier " + platform
                        + ", if there is one, or choose another backend");
    }
}
