package dev.eckart.app.output;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Files that are written beside their place and moved there: whole or not at all. */
public final class WholeFile {
    /** What stands between the name of a file and the number of the process that writes it, while it does. */
    public static final String PART = ".part";

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
        try (Part part = part(file, content)) {
            part.settle();
        }
    }

    /**
     * Writes a file beside its place.
     *
     * @param file the file; its directory exists
     * @param content its content
     * @return what takes its place, or goes when it is closed
     * @throws IOException if it cannot be written; nothing is left of it then
     */
    public static Part part(Path file, Content content) throws IOException {
        Part part = Part.of(file);
        try (OutputStream out = Files.newOutputStream(part.written())) {
            content.writeTo(out);
        } catch (IOException | RuntimeException e) {
            part.close();
            throw e;
        }
        return part;
    }

    /**
     * A file beside its place.
     *
     * @param written where it is
     * @param file its place
     */
    public record Part(Path written, Path file) implements Closeable {
        /**
         * The one that this process writes of a file.
         *
         * @param file the file
         * @return where it is while it is written; unlike a temporary file it gets the permissions that the user gives to files
         */
        public static Part of(Path file) {
            return new Part(
                    file.resolveSibling("." + file.getFileName() + PART
                            + ProcessHandle.current().pid()),
                    file);
        }

        /**
         * Takes its place, in place of a file that is there.
         *
         * @throws IOException if it cannot; what was there is then as it was
         */
        public void settle() throws IOException {
            Files.move(written, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        }

        @Override
        public void close() throws IOException {
            Files.deleteIfExists(written);
        }
    }
}
