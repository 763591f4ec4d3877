package dev.eckart.app.plugin;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;

/** Loads the jars of an engine apart from everything else, but for what both talk to each other with. */
final class ApartLoader extends URLClassLoader {
    /** What an engine and Eckart have in common: core's SPI, and what carries out tasks. */
    private static final List<String> COMMON = List.of("dev.eckart.spi.", "dev.eckart.engine.");

    private final ClassLoader common;

    ApartLoader(List<URL> jars, ClassLoader common) {
        super(jars.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
        this.common = common;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        return COMMON.stream().anyMatch(name::startsWith) ? common.loadClass(name) : super.findClass(name);
    }
}
