package dev.eckart.app.output;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Files that are written beside their place and moved there: whole or not at all. */
public final class WholeFile {
    private WholeFile() {}

    /**
     * Writes a file, in place of one that is there.
     *
     * @param file the file; its directory exists
     * @param text its content
     * @throws IOException if it cannot be written; what was there is then as it was
     */
    public static void replace(Path file, String text) throws IOException {
        replace(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Writes a file, in place of one that is there.
     *
     * @param file the file; its directory exists
     * @param content its content
     * @throws IOException if it cannot be written; what was there is then as it was
     */
    public static void replace(Path file, byte[] content) throws IOException {
        replace(file, (OutputStream out) -> out.write(content));
    }

    /** What a file holds. */
    public interface Content {
        /**
         * Writes it.
         *
         * @param out where to
         * @throws IOException if it cannot be written
         */
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Writes a file, in place of one that is there.
     *
     * @param file the file; its directory exists
     * @param content its content
     * @throws IOException if it cannot be written; what was there is then as it was
     */
    public static void replace(Path file, Content content) throws IOException {
        // Unlike a temporary file, it gets the permissions that the user gives to files.
        Path part = file.resolveSibling(
                "." + file.getFileName() + ".part" + ProcessHandle.current().pid());
        try {
            try (OutputStream out = Files.newOutputStream(part)) {
                content.writeTo(out);
            }
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
