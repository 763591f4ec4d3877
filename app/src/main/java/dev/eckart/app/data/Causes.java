package dev.eckart.app.data;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Says in words why a file operation failed: the JDK's own messages often are a path and nothing else. */
public final class Causes {
    private Causes() {}

    /**
     * The reason of a failure.
     *
     * @param e what was caught
     * @return a few words, one line
     */
    public static String of(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "there is no such file";
        }
        if (e instanceof AccessDeniedException) {
            return "access is denied";
        }
        if (e instanceof FileAlreadyExistsException) {
            return "a file is in the way: " + e.getMessage();
        }
        if (e instanceof FileSystemException system && system.getReason() != null) {
            return system.getReason();
        }
        String message = e.getMessage();
        return message == null
                ? e.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }

    /**
     * The reason of a failure, and which file it is about.
     *
     * @param e what was caught
     * @return a few words, one line
     */
    public static String named(IOException e) {
        return e instanceof FileSystemException system && system.getFile() != null
                ? "'" + system.getFile() + "': " + of(e)
                : of(e);
    }
}
