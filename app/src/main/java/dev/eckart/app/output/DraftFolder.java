package dev.eckart.app.output;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A folder beside a run directory in which the run is written; held by one process as long as that lives.
 *
 * @param folder the folder
 * @param lock what other processes see that it is held by; the system lets it go when the process ends, however it does
 */
record DraftFolder(Path folder, FileLock lock) {
    private static final String LOCK = ".lock";
    private static final String MARK = ".part";

    /** Makes a new one for a run directory. */
    static DraftFolder create(Path target) throws IOException {
        // Unlike a temporary directory, it gets the permissions that the user gives to directories.
        String unique = ProcessHandle.current().pid() + "-" + System.nanoTime();
        Path folder = Files.createDirectory(target.resolveSibling("." + target.getFileName() + MARK + unique));
        return open(folder).orElseThrow(() -> new IOException("cannot lock " + folder));
    }

    /** One that a process which no longer lives has left of a run directory: the latest with files of these names. */
    static Optional<DraftFolder> left(Path target, List<String> files) throws IOException {
        List<Path> folders;
        try (Stream<Path> siblings = Files.list(target.getParent())) {
            folders = siblings.filter(sibling -> isOf(target.getFileName().toString(), sibling))
                    .filter(folder -> files.stream().allMatch(file -> Files.exists(folder.resolve(file))))
                    .sorted(Comparator.comparing(DraftFolder::changed).reversed())
                    .toList();
        }
        for (Path folder : folders) {
            Optional<DraftFolder> draft = open(folder);
            if (draft.isPresent()) {
                return draft;
            }
        }
        return Optional.empty();
    }

    private static boolean isOf(String target, Path folder) {
        String name = folder.getFileName().toString();
        String begin = "." + target + MARK;
        return name.startsWith(begin) && name.substring(begin.length()).matches("\\d+-\\d+");
    }

    private static long changed(Path folder) {
        try {
            return Files.getLastModifiedTime(folder).toMillis();
        } catch (IOException e) {
            return 0;
        }
    }

    /** Empty if another process holds it, or this one does. */
    private static Optional<DraftFolder> open(Path folder) throws IOException {
        FileChannel channel =
                FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return Optional.of(new DraftFolder(folder, lock));
            }
        } catch (OverlappingFileLockException e) {
            // Answered below: it is this process that holds it.
        }
        channel.close();
        return Optional.empty();
    }

    /** Lets the folder go, which is then like any other. */
    void release() throws IOException {
        lock.acquiredBy().close();
        Files.deleteIfExists(folder.resolve(LOCK));
    }

    /** Takes the folder away, if it is there. */
    void delete() {
        try {
            lock.acquiredBy().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        delete(folder);
    }

    static void delete(Path directory) {
        try (Stream<Path> files = Files.exists(directory) ? Files.walk(directory) : Stream.empty()) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
