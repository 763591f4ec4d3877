package dev.eckart.app.data;

/** Is told of the progress of a download. */
@FunctionalInterface
public interface DownloadListener {
    /**
     * More of a file has arrived.
     *
     * @param file name of the file
     * @param done bytes there are
     * @param total bytes there will be
     */
    void progress(String file, long done, long total);
}
