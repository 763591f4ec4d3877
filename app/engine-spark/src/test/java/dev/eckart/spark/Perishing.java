package dev.eckart.spark;

import dev.eckart.compress.decompose.TruncatedSvd;
import dev.eckart.spi.compress.Decomposer;
import dev.eckart.spi.compress.Decomposition;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/**
 * The truncated decomposition, by which processes die: one for each file of certain names that lies beside this class's jar, at
 * what the file is called after, and the file is taken away.
 */
public final class Perishing implements Decomposer {
    /** While a layer is factorised. */
    static final String FACTORISING = "dies-factorising-";

    /** While factors are made of what was found. */
    static final String MAKING = "dies-making-factors-";

    static final String NAME = "perishing";

    /** Found by ServiceLoader. */
    public Perishing() {}

    /** Writes a jar with this plug-in. */
    static void build(Path jar) throws IOException {
        String type = Perishing.class.getName();
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new JarEntry("META-INF/services/" + Decomposer.class.getName()));
            out.write(type.getBytes());
            String file = type.replace('.', '/') + ".class";
            out.putNextEntry(new JarEntry(file));
            Perishing.class.getClassLoader().getResourceAsStream(file).transferTo(out);
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Decomposition decompose(Request request) {
        Decomposition found = new TruncatedSvd().decompose(request);
        dieIfAsked(FACTORISING);
        return found.from(candidate -> {
            dieIfAsked(MAKING);
            return found.factors(candidate);
        });
    }

    /** Whoever takes a file away dies, and nobody else by the same file. */
    private static void dieIfAsked(String at) {
        try {
            File folder = Path.of(Perishing.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .getParent()
                    .toFile();
            for (File file : folder.listFiles((directory, name) -> name.startsWith(at))) {
                if (file.delete()) {
                    Runtime.getRuntime().halt(1);
                }
            }
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
