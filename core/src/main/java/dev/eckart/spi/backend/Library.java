package dev.eckart.spi.backend;

/**
 * The numerical library behind a backend, for lists and reports.
 *
 * @param name what its authors call it
 * @param version the version in use, or {@code unknown}
 */
public record Library(String name, String version) {
    /**
     * A library whose version is in the manifest of its jar ({@code Implementation-Version}).
     *
     * @param name what its authors call it
     * @param anyClass a class of the library
     * @return the library
     */
    public static Library of(String name, Class<?> anyClass) {
        String version = anyClass.getPackage().getImplementationVersion();
        return new Library(name, version == null ? "unknown" : version);
    }
}
