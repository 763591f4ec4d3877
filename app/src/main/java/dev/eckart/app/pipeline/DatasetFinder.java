package dev.eckart.app.pipeline;

import dev.eckart.app.command.Environment;
import dev.eckart.app.config.Settings;
import dev.eckart.app.console.Console;
import dev.eckart.app.console.Progress;
import dev.eckart.app.data.Dataset;
import dev.eckart.app.data.DatasetLocator;
import dev.eckart.app.data.DatasetRequest;
import dev.eckart.app.data.Downloads;
import dev.eckart.app.data.Host;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Path;

/** Finds the data set that a configuration names. */
public final class DatasetFinder {
    private final Host host;

    @Inject
    DatasetFinder(Environment environment) {
        this.host = new Host(
                environment.variables(), Path.of(System.getProperty("user.home")), System.getProperty("os.name"));
    }

    /**
     * Finds it, or downloads it if that is allowed.
     *
     * @param settings the resolved configuration
     * @param console takes notes and progress
     * @return the data set
     */
    Dataset find(Settings settings, Console console) {
        try (DownloadProgress progress = new DownloadProgress(console)) {
            Dataset found = new DatasetLocator(request(settings, console, progress)).locate();
            int heldOut = settings.data().holdOut();
            return heldOut == 0 ? found : found.holdOut(heldOut);
        }
    }

    /**
     * The request that a configuration comes to.
     *
     * @param settings the resolved configuration
     * @param console takes notes
     * @param progress shows downloads
     * @return what to look for, where
     */
    public DatasetRequest request(Settings settings, Console console, DownloadProgress progress) {
        Downloads downloads = new Downloads(
                settings.offline(),
                settings.data().mirrors().stream().map(URI::create).toList(),
                Downloads.PATIENCE,
                progress::show);
        return new DatasetRequest(
                settings.data().name(), settings.data().directory(), host, downloads, console::warning);
    }

    /** One progress display a file. */
    public static final class DownloadProgress implements AutoCloseable {
        private final Console console;
        private String file = "";
        private Progress progress = Progress.none();

        /**
         * Nothing is shown yet.
         *
         * @param console where to show it
         */
        public DownloadProgress(Console console) {
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
}
