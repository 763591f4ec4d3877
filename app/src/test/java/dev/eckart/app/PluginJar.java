package dev.eckart.app;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * A third party's jar with one plug-in.
 *
 * @param service the interface it implements, in a package of {@code dev.eckart.spi}
 * @param className its class, in a package
 * @param source text of the class
 * @param complete whether the class is in the jar, and not only its declaration
 */
public record PluginJar(String service, String className, String source, boolean complete) {
    /** A decomposer of that name, which leaves every layer as it is. */
    PluginJar(String className, String name) {
        this("compress.Decomposer", className, decomposer(className, name), true);
    }

    PluginJar withoutClasses() {
        return new PluginJar(service, className, source, false);
    }

    public void build(Path jar) throws IOException {
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(file)) {
            add(entries, "META-INF/services/dev.eckart.spi." + service, className.getBytes(StandardCharsets.UTF_8));
            if (complete) {
                addClasses(entries);
            }
        }
    }

    private static void add(JarOutputStream entries, String path, byte[] content) throws IOException {
        entries.putNextEntry(new JarEntry(path));
        entries.write(content);
        entries.closeEntry();
    }

    /** Its class, and those that are in it. */
    private void addClasses(JarOutputStream entries) throws IOException {
        Path directory = Files.createTempDirectory("plugin");
        compile(directory);
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                if (file.toString().endsWith(".class")) {
                    String path = directory.relativize(file).toString().replace(File.separatorChar, '/');
                    add(entries, path, Files.readAllBytes(file));
                }
                Files.delete(file);
            }
        }
    }

    private void compile(Path directory) throws IOException {
        String simpleName = className.substring(className.lastIndexOf('.') + 1);
        Path file = Files.writeString(directory.resolve(simpleName + ".java"), source);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        List<String> options =
                List.of("-d", directory.toString(), "-cp", System.getProperty("java.class.path"), "--release", "17");
        boolean done = compiler.getTask(
                        messages,
                        null,
                        null,
                        options,
                        null,
                        compiler.getStandardFileManager(null, null, null).getJavaFileObjects(file))
                .call();
        if (!done) {
            throw new IOException(messages.toString());
        }
    }

    private static String decomposer(String className, String name) {
        int dot = className.lastIndexOf('.');
        return """
                package %s;

                import dev.eckart.spi.compress.*;
                import java.util.List;
                import java.util.stream.Stream;

                public final class %s implements Decomposer {
                    @Override
                    public String name() {
                        return "%s";
                    }

                    @Override
                    public Decomposition decompose(Request request) {
                        Candidate dense = Candidate.dense(request.weights(), request.bias());
                        return Decomposition.of(
                                request.weights().rows(),
                                request.weights().columns(),
                                Stream.of(dense),
                                candidate -> List.of());
                    }
                }
                """.formatted(className.substring(0, dot), className.substring(dot + 1), name);
    }
}
