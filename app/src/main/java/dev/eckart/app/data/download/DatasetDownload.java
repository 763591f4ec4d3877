package dev.eckart.app.data.download;

import dev.eckart.app.data.Causes;
import dev.eckart.app.data.DataException;
import dev.eckart.app.data.DatasetRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** The download of a data set: what is there already is kept, what is missing comes from the first mirror that has it. */
public final class DatasetDownload {
    private final PublishedDataset dataset;
    private final Path directory;
    private final DatasetRequest request;
    /** In the order to try, those that have failed last. */
    private final List<URI> mirrors;

    private DatasetDownload(PublishedDataset dataset, DatasetRequest request) {
        this.dataset = dataset;
        this.request = request;
        this.directory = request.host().downloads().resolve(dataset.name());
        List<URI> override = request.downloads().mirrors();
        this.mirrors = new ArrayList<>(override.isEmpty() ? dataset.mirrors() : override);
    }

    /**
     * Downloads a data set into the user's cache.
     *
     * @param dataset what to download
     * @param request host, network, and whom to tell
     * @return the directory with the four files
     * @throws DataException if no mirror delivers, or the cache cannot be written
     */
    public static Path run(PublishedDataset dataset, DatasetRequest request) {
        return new DatasetDownload(dataset, request).run();
    }

    private Path run() {
        try (MirrorClient client = new MirrorClient(request.downloads().patience())) {
            Files.createDirectories(directory);
            Path lockFile = directory.resolve(".lock");
            try (FileChannel channel =
                    FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                lock(channel);
                for (RemoteFile file : dataset.files()) {
                    FileDownload download = new FileDownload(
                            client, file, directory, request.downloads().listener());
                    if (!download.isDone()) {
                        fromAnyMirror(download);
                    }
                }
            }
            return directory;
        } catch (IOException e) {
            throw new DataException(
                    "cannot write to the data cache " + directory + ": " + Causes.of(e)
                            + "; make room or change its rights, or set XDG_CACHE_HOME (on Windows LOCALAPPDATA)"
                            + " to another directory",
                    e);
        }
    }

    /** Keeps other processes out until the channel is closed or the process ends, however it ends. */
    private void lock(FileChannel channel) throws IOException {
        try {
            if (channel.tryLock() == null) {
                request.notes()
                        .accept("another process is downloading " + dataset.name() + " into " + directory
                                + "; waiting for it");
                channel.lock();
            }
        } catch (OverlappingFileLockException e) {
            throw new DataException(
                    dataset.name() + " is already being downloaded by this process; wait until it is there", e);
        }
    }

    private void fromAnyMirror(FileDownload download) throws IOException {
        List<String> failures = new ArrayList<>();
        for (URI mirror : List.copyOf(mirrors)) {
            try {
                download.from(mirror);
                return;
            } catch (MirrorException e) {
                failures.add(mirror + " " + e.getMessage());
                mirrors.remove(mirror);
                mirrors.add(mirror);
            }
        }
        throw new DataException(dataset.name() + " could not be downloaded (" + String.join("; ", failures) + "); "
                + dataset.remedy(request.host()));
    }
}
