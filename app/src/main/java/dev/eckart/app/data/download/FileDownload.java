package dev.eckart.app.data.download;

import dev.eckart.app.data.DownloadListener;
import dev.eckart.app.data.Fingerprint;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * The download of one file: into a {@code .part} file first, which a later attempt resumes, and to its name only when it
 * is whole and right.
 *
 * @param client what to fetch with
 * @param file what to fetch
 * @param directory where to, an existing directory
 * @param listener is told of the progress
 */
record FileDownload(MirrorClient client, RemoteFile file, Path directory, DownloadListener listener) {
    /**
     * Whether the file is there already, whole and right.
     *
     * @return true if there is nothing to do
     * @throws IOException if the file is there but cannot be read
     */
    boolean isDone() throws IOException {
        return isRight(target());
    }

    /**
     * Fetches the file.
     *
     * @param mirror where from
     * @throws MirrorException if the mirror does not deliver the published bytes
     * @throws IOException if they cannot be written here
     */
    void from(URI mirror) throws MirrorException, IOException {
        long resumed = resumable();
        if (resumed < file.bytes()) {
            requireSpace(file.bytes() - resumed);
            transfer(URI.create(mirror + (mirror.toString().endsWith("/") ? "" : "/") + file.name()), resumed);
        }
        if (isRight(part())) {
            Files.move(part(), target(), StandardCopyOption.ATOMIC_MOVE);
            return;
        }
        Files.delete(part());
        if (resumed == 0) {
            throw new MirrorException("sent other bytes than were published as " + file.name());
        }
        // The fault may lie in what an earlier attempt had left.
        from(mirror);
    }

    private void transfer(URI address, long resumed) throws MirrorException, IOException {
        long done;
        try (MirrorClient.Body body = client.get(address, resumed);
                OutputStream out = body.offset() == 0
                        ? Files.newOutputStream(part())
                        : Files.newOutputStream(part(), StandardOpenOption.APPEND)) {
            byte[] buffer = new byte[1 << 16];
            done = body.offset();
            listener.progress(file.name(), done, file.bytes());
            for (int n = client.read(body, buffer); n >= 0; n = client.read(body, buffer)) {
                done += n;
                out.write(buffer, 0, n);
                if (done > file.bytes()) {
                    break;
                }
                listener.progress(file.name(), done, file.bytes());
            }
        }
        if (done < file.bytes()) {
            throw new MirrorException("sent only " + done + " of the " + file.bytes() + " bytes of " + file.name());
        }
    }

    private void requireSpace(long needed) throws IOException {
        long free = Files.getFileStore(directory).getUsableSpace();
        if (free < needed) {
            throw new IOException("the disk has " + free + " bytes left, and " + file.name() + " needs " + needed);
        }
    }

    private long resumable() throws IOException {
        long size = Files.exists(part()) ? Files.size(part()) : 0;
        if (size > file.bytes()) {
            Files.delete(part());
            return 0;
        }
        return size;
    }

    private boolean isRight(Path path) throws IOException {
        return Files.isRegularFile(path)
                && Files.size(path) == file.bytes()
                && Fingerprint.of(path).equals(file.sha256());
    }

    private Path target() {
        return directory.resolve(file.name());
    }

    private Path part() {
        return directory.resolve(file.name() + ".part");
    }
}
