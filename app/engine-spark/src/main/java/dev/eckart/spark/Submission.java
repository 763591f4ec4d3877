package dev.eckart.spark;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where {@code spark-submit} begins: runs an Eckart command on the master, and with the settings, that it was given. This jar lies
 * in the folder {@code engines/spark} of an installation, whose jars are loaded apart from those of {@code spark-submit}.
 */
public final class Submission {
    private static final String PREFIX = "spark.";

    /** What is said in another way, or holds for the process that submits alone. */
    private static final Set<String> NOT_OURS =
            Set.of("spark.master", "spark.jars", "spark.app.name", "spark.submit.deployMode", "spark.driver.memory");

    private Submission() {}

    /**
     * Runs a command.
     *
     * @param arguments those of {@code eckart}, without engine and master
     * @throws ReflectiveOperationException if there is no Eckart around this jar
     * @throws IOException if its jars cannot be read
     */
    public static void main(String[] arguments) throws ReflectiveOperationException, IOException {
        Path home = home();
        List<Path> jars = jars(home.resolve("lib"));
        // Executors load the same files, and libraries look here for what Eckart's launcher says otherwise.
        System.setProperty(
                "java.class.path", jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        System.setProperty("eckart.engines", home.resolve("engines").toString());
        System.setProperty("guice_custom_class_loading", "CHILD");
        URL[] urls = jars.stream().map(Submission::url).toArray(URL[]::new);
        // Not closed: the command ends the process.
        ClassLoader eckart = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
        Thread.currentThread().setContextClassLoader(eckart);
        eckart.loadClass("dev.eckart.app.Main")
                .getMethod("main", String[].class)
                .invoke(null, (Object) command(arguments));
    }

    private static Path home() {
        try {
            return Path.of(Submission.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .resolve("../../..")
                    .normalize();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Path> jars(Path lib) throws IOException {
        try (Stream<Path> files = Files.list(lib)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        }
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The command with what {@code spark-submit} was told, which it leaves in properties of the system. */
    static String[] command(String[] arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--engine", "spark", "--master", System.getProperty("spark.master", "")));
        String options = new TreeSet<>(System.getProperties().stringPropertyNames())
                .stream()
                        .filter(key -> key.startsWith(PREFIX) && !NOT_OURS.contains(key))
                        .map(key -> key + "=" + System.getProperty(key))
                        .collect(Collectors.joining(","));
        if (!options.isEmpty()) {
            all.addAll(List.of("--engine-options", options));
        }
        return all.toArray(String[]::new);
    }
}
