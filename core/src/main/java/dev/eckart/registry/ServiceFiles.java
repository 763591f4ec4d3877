package dev.eckart.registry;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The files in which jars name their plug-ins of one interface.
 *
 * <p>ServiceLoader takes a class that two jars name once, from whichever comes first: of a plug-in in two versions nobody
 * could say which one ran.
 *
 * @param type the interface
 * @param files the files, each in a jar or folder of its own
 */
record ServiceFiles(Class<?> type, List<URL> files) {
    static ServiceFiles of(Class<?> type, ClassLoader loader) {
        try {
            // A jar that is on the class path twice is found twice under one address, and does no harm.
            List<URL> found = Collections.list(loader.getResources("META-INF/services/" + type.getName()));
            TreeSet<String> addresses = new TreeSet<>();
            return new ServiceFiles(
                    type,
                    found.stream().filter(url -> addresses.add(url.toString())).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void requireEachClassOnce() {
        Map<String, URL> named = new HashMap<>();
        for (URL file : files) {
            for (String provider : providers(file)) {
                URL other = named.putIfAbsent(provider, file);
                if (other != null && !other.equals(file)) {
                    throw new PluginException("the " + type.getSimpleName() + " " + provider + " is in two places: "
                            + place(other) + " and " + place(file) + "; remove one of them");
                }
            }
        }
    }

    /** Of a file that cannot be read none: ServiceLoader finds that out too, and it is remembered as a failure. */
    private static List<String> providers(URL file) {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(file.openStream(), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .map(line -> line.replaceFirst("#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            return List.of();
        }
    }

    private static String place(URL file) {
        return file.toString().replaceFirst("^jar:", "").replaceFirst("!?/META-INF/services/.*", "");
    }
}
