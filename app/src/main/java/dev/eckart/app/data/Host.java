package dev.eckart.app.data;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the machine and its user are like.
 *
 * @param environment environment variables
 * @param home the user's home directory
 * @param system name of the operating system, as Java spells it
 */
public record Host(Map<String, String> environment, Path home, String system) {
    /**
     * This machine.
     *
     * @return what the JVM says of it
     */
    public static Host current() {
        return new Host(System.getenv(), Path.of(System.getProperty("user.home")), System.getProperty("os.name"));
    }

    /**
     * Where downloaded data may be kept and thrown away: on Linux by the XDG Base Directory Specification, elsewhere as
     * the system's own programs do.
     *
     * @return the directory of Eckart's own, which need not exist
     */
    public Path cache() {
        String name = system.toLowerCase(Locale.ROOT);
        if (name.startsWith("windows")) {
            Path local =
                    directory("LOCALAPPDATA").orElse(home.resolve("AppData").resolve("Local"));
            return local.resolve("eckart").resolve("Cache");
        }
        if (name.startsWith("mac")) {
            return home.resolve("Library").resolve("Caches").resolve("eckart");
        }
        // The specification says to ignore a path that is not absolute.
        return directory("XDG_CACHE_HOME")
                .filter(Path::isAbsolute)
                .orElse(home.resolve(".cache"))
                .resolve("eckart");
    }

    /**
     * Where data sets are downloaded to, each into a directory of its name.
     *
     * @return a directory in {@link #cache()}
     */
    public Path downloads() {
        return cache().resolve("data");
    }

    /**
     * Where the user keeps data sets, each in a directory of its name.
     *
     * @return the directory that {@code ECKART_DATA} names, if it is set
     */
    public Optional<Path> data() {
        return directory("ECKART_DATA");
    }

    private Optional<Path> directory(String variable) {
        return Optional.ofNullable(environment.get(variable))
                .filter(value -> !value.isBlank())
                .map(Path::of);
    }
}
