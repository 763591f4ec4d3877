package dev.eckart.app.output;

import dev.eckart.app.data.Causes;
import dev.eckart.spi.EckartException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A folder beside a run directory in which the run is written. It is held by one process as long as that lives: the system
 * lets its lock go when the process ends, however it does.
 */
final class DraftFolder {
    private static final String LOCK = ".lock";
    private static final String MARK = ".part";

    private final Path folder;
    private final FileLock lock;
    private final Set<String> files = new TreeSet<>();
    private final Set<String> passing = new TreeSet<>();

    private DraftFolder(Path folder, FileLock lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /** Makes a new one for a run directory. */
    static DraftFolder create(Path target) throws IOException {
        // Unlike a temporary directory, it gets the permissions that the user gives to directories.
        String unique = ProcessHandle.current().pid() + "-" + System.nanoTime();
        Path folder = Files.createDirectory(target.resolveSibling(beginning(target) + unique));
        return open(folder).orElseThrow(() -> new IOException("cannot lock " + folder));
    }

    /** How the names begin of those of a run directory; what follows is the process and when it began. */
    static String beginning(Path target) {
        return "." + target.getFileName() + MARK;
    }

    /** Those that processes which no longer live have left of a run directory, the latest first. */
    static List<Path> left(Path target) throws IOException {
        String begin = beginning(target);
        List<Path> folders;
        try (Stream<Path> siblings = Files.list(target.getParent())) {
            folders = siblings.filter(sibling -> {
                        String name = sibling.getFileName().toString();
                        return name.startsWith(begin)
                                && name.substring(begin.length()).matches("\\d+-\\d+");
                    })
                    .toList();
        }
        return folders.stream()
                .filter(folder -> !isHeld(folder))
                .sorted(Comparator.comparing(DraftFolder::written).reversed())
                .toList();
    }

    /** Takes away what was killed before there was a file of such an ending: nobody can go on with it. */
    static void removeWithout(String ending, Path target) throws IOException {
        for (Path folder : left(target)) {
            try (Stream<Path> files = Files.list(folder)) {
                if (files.noneMatch(file -> file.toString().endsWith(ending))) {
                    open(folder).ifPresent(DraftFolder::delete);
                }
            }
        }
    }

    /** When something was written there at last; whoever looks whether it is held leaves no trace. */
    private static FileTime written(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            FileTime latest = FileTime.fromMillis(0);
            for (Path file : files.filter(file -> !file.endsWith(LOCK)).toList()) {
                FileTime time = Files.getLastModifiedTime(file);
                latest = time.compareTo(latest) > 0 ? time : latest;
            }
            return latest;
        } catch (IOException e) {
            return FileTime.fromMillis(0);
        }
    }

    private static boolean isHeld(Path folder) {
        try {
            Optional<DraftFolder> free = open(folder);
            if (free.isPresent()) {
                free.get().release();
            }
            return free.isEmpty();
        } catch (IOException e) {
            // It may have taken its place just now.
            return true;
        }
    }

    /** Empty if another process holds it, or this one does. */
    static Optional<DraftFolder> open(Path folder) throws IOException {
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

    Path folder() {
        return folder;
    }

    /** Writes a file: whole or not at all, even if the process is killed. */
    void write(String name, byte[] content) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new NoSuchFileException(folder.toString());
        }
        Path part = folder.resolve(name + ".part");
        Files.createDirectories(part.getParent());
        Files.write(part, content);
        Files.move(part, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        files.add(name);
    }

    /** A file, if it is there. */
    Optional<Path> find(String name) {
        Optional<Path> found = Optional.of(folder.resolve(name)).filter(Files::exists);
        found.ifPresent(file -> files.add(name));
        return found;
    }

    /** A file is of no use any more once the folder takes its place. */
    void letPass(String name) {
        passing.add(name);
    }

    /** Takes its place, in place of what is there. If that fails, all is as it was. */
    void settle(Path target) throws IOException {
        for (String name : files) {
            if (!passing.contains(name) && !Files.exists(folder.resolve(name))) {
                throw new NoSuchFileException(folder.resolve(name).toString());
            }
        }
        release();
        SetAside old = SetAside.by(folder);
        old.take(target);
        try {
            Files.move(folder, target);
        } catch (IOException e) {
            old.putBack(target);
            throw e;
        }
        // Not before: without its mark and its lock, another run would take the folder for one that nobody can go on
        // with.
        for (String name : passing) {
            Files.deleteIfExists(target.resolve(name));
        }
        old.remove();
    }

    /** Lets the folder go, which is then like any other. */
    void release() throws IOException {
        lock.acquiredBy().close();
        Files.deleteIfExists(folder.resolve(LOCK));
    }

    /**
     * Takes the folder away, if it is there.
     *
     * @throws EckartException if it cannot be removed
     */
    void delete() {
        try {
            lock.acquiredBy().close();
            delete(folder);
        } catch (IOException e) {
            throw new EckartException("'" + folder + "' is left over and cannot be removed: " + Causes.named(e), e);
        }
    }

    static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.exists(directory) ? Files.walk(directory) : Stream.empty()) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
