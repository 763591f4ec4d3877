package dev.eckart.app.plugin;

import dev.eckart.registry.Registry;
import dev.eckart.spi.Named;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Declares classes as plug-ins of an interface, as a jar's META-INF/services does, and finds them. */
final class PluginFolder {
    private final Path directory;

    PluginFolder(Path directory) {
        this.directory = directory;
    }

    <T extends Named> Registry<T> registry(Class<T> type, Class<?>... plugins) {
        try (URLClassLoader loader = new URLClassLoader(new URL[] {url()}, OnlyClasses.INSTANCE)) {
            Path services = Files.createDirectories(directory.resolve("META-INF/services"));
            Files.writeString(
                    services.resolve(type.getName()),
                    Arrays.stream(plugins).map(Class::getName).collect(Collectors.joining("\n")));
            return Registry.load(type, loader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private URL url() throws MalformedURLException {
        return directory.toUri().toURL();
    }

    /** Gives the test's classes but none of the services on its class path. */
    private static final class OnlyClasses extends ClassLoader {
        private static final OnlyClasses INSTANCE = new OnlyClasses();

        private OnlyClasses() {
            super(null);
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            return PluginFolder.class.getClassLoader().loadClass(name);
        }
    }
}
