package dev.eckart.app.pipeline;

import dev.eckart.app.console.Console;
import dev.eckart.app.console.Progress;

/** One progress display a file. */
final class DownloadProgress implements AutoCloseable {
    private final Console console;
    private String file = "";
    private Progress progress = Progress.none();

    DownloadProgress(Console console) {
        this.console = console;
    }

    void show(String name, long done, long total) {
        if (!name.equals(file)) {
            progress.close();
            file = name;
            progress = console.progress(new Progress.Task("downloading " + name, Math.max(1, total), "bytes"));
        }
        progress.update(done, "");
    }

    @Override
    public void close() {
        progress.close();
    }
}
