package dev.eckart.app.pipeline;

import dev.eckart.app.config.Settings;
import dev.eckart.app.console.Console;
import dev.eckart.app.console.Environment;
import dev.eckart.app.data.Dataset;
import dev.eckart.app.data.DatasetRequest;
import dev.eckart.app.data.Downloads;
import dev.eckart.app.data.Host;
import dev.eckart.app.data.locate.DatasetInventory;
import dev.eckart.app.data.locate.DatasetLocator;
import dev.eckart.app.data.locate.DatasetStatus;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Finds the data set that a configuration names. */
public final class DatasetFinder {
    /** Labels that a warning has room for. */
    private static final int SHOWN = 3;

    private final Host host;

    /**
     * A finder for this machine.
     *
     * @param environment may say where data are
     */
    @Inject
    public DatasetFinder(Environment environment) {
        this.host = new Host(
                environment.variables(), Path.of(System.getProperty("user.home")), System.getProperty("os.name"));
    }

    /**
     * Tells which data sets are on this machine.
     *
     * @param settings the resolved configuration
     * @param console takes notes
     * @return one entry for each data set that can be asked for by name
     */
    public List<DatasetStatus> status(Settings settings, Console console) {
        try (DownloadProgress progress = new DownloadProgress(console)) {
            return new DatasetInventory(request(settings, console, progress)).status();
        }
    }

    /**
     * Downloads the data set that a configuration names, unless it is there.
     *
     * @param settings the resolved configuration
     * @param console takes notes and progress
     * @return the directory with the files
     */
    public Path fetch(Settings settings, Console console) {
        try (DownloadProgress progress = new DownloadProgress(console)) {
            return new DatasetInventory(request(settings, console, progress)).fetch();
        }
    }

    /**
     * Finds it, or downloads it if that is allowed, and says where it came from.
     *
     * @param settings the resolved configuration
     * @param console takes notes and progress
     * @return the data set
     */
    public Dataset find(Settings settings, Console console) {
        Dataset dataset = located(settings, console);
        console.note("data " + dataset.name() + ": " + dataset.origin());
        warnOfEmptyClasses(dataset, console);
        return dataset;
    }

    /** Labels from 1 are common, and labels such as 0 and 255 are hardly meant to be 256 classes. */
    private static void warnOfEmptyClasses(Dataset dataset, Console console) {
        List<Integer> empty = dataset.emptyClasses();
        if (!empty.isEmpty()) {
            String some = empty.stream().limit(SHOWN).map(String::valueOf).collect(Collectors.joining(", "));
            console.warning("the labels of " + dataset.name() + " jump: " + empty.size() + " of "
                    + dataset.train().classes() + " classes have no picture (" + some
                    + (empty.size() > SHOWN ? ", ..." : "")
                    + "), and networks get an output for each all the same; number the labels 0, 1, 2 and so on");
        }
    }

    private Dataset located(Settings settings, Console console) {
        try (DownloadProgress progress = new DownloadProgress(console)) {
            Dataset found = new DatasetLocator(request(settings, console, progress)).locate();
            int heldOut = settings.data().holdOut();
            return heldOut == 0 ? found : found.holdOut(heldOut);
        }
    }

    private DatasetRequest request(Settings settings, Console console, DownloadProgress progress) {
        Downloads downloads = new Downloads(
                settings.offline(),
                settings.data().mirrors().stream().map(URI::create).toList(),
                Downloads.PATIENCE,
                progress::show);
        return new DatasetRequest(
                settings.data().name(), settings.data().directory(), host, downloads, console::warning);
    }
}
