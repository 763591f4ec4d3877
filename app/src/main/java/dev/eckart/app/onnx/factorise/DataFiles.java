package dev.eckart.app.onnx.factorise;

import dev.eckart.spi.EckartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Files that tasks need and every machine sees.
 *
 * @param sizes bytes of each, by path
 */
public record DataFiles(Map<String, Long> sizes) {
    /**
     * Looks at files.
     *
     * @param files they
     * @return their sizes
     */
    public static DataFiles of(Stream<Path> files) {
        Map<String, Long> sizes = new TreeMap<>();
        files.forEach(file -> sizes.put(file.toAbsolutePath().toString(), size(file)));
        return new DataFiles(sizes);
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new EckartException("'" + file + "' cannot be looked at: " + e, e);
        }
    }

    /**
     * What a task refers to.
     *
     * @return paths
     */
    public List<String> paths() {
        return List.copyOf(sizes.keySet());
    }

    /**
     * Looks at them where they are needed: a file of another size is another one, whatever its numbers would come to.
     *
     * @param task what needs them
     * @throws EckartException if one is another one here
     */
    public void requireSame(String task) {
        sizes.forEach((file, bytes) -> {
            long here = size(Path.of(file));
            if (here != bytes) {
                throw new EckartException("'" + file + "' has " + here + " bytes where '" + task
                        + "' is to be done, and " + bytes
                        + " where that was asked for; every machine must see the same file under that name");
            }
        });
    }
}
