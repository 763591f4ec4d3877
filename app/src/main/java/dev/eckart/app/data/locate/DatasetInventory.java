package dev.eckart.app.data.locate;

import dev.eckart.app.data.DataException;
import dev.eckart.app.data.DatasetRequest;
import dev.eckart.app.data.IdxDirectory;
import dev.eckart.app.data.digits.SyntheticDigits;
import dev.eckart.app.data.download.DatasetDownload;
import dev.eckart.app.data.download.PublishedDataset;
import dev.eckart.registry.Nearest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Tells which data sets are on this machine, and fetches them. */
public final class DatasetInventory {
    private final DatasetRequest request;

    /**
     * An inventory.
     *
     * @param request where to look and whom to tell
     */
    public DatasetInventory(DatasetRequest request) {
        this.request = request;
    }

    /**
     * What can be downloaded.
     *
     * @return names of data sets
     */
    public static List<String> downloadable() {
        return PublishedDataset.ALL.stream().map(PublishedDataset::name).toList();
    }

    /**
     * What there is, without downloading. Reads all that is there, which takes about a second.
     *
     * @return one entry for each data set that can be asked for by name
     */
    public List<DatasetStatus> status() {
        List<DatasetStatus> entries = new ArrayList<>();
        PublishedDataset.ALL.forEach(dataset -> entries.add(status(dataset)));
        entries.add(new DatasetStatus(SyntheticDigits.NAME, Optional.empty(), 0, true, Optional.empty()));
        return entries;
    }

    /**
     * Makes sure that the requested data set is in the user's cache, downloading what is missing or not as published.
     *
     * @return the directory with the files
     * @throws DataException if it is not one that can be downloaded, or the download fails
     */
    public Path fetch() {
        PublishedDataset dataset = PublishedDataset.named(request.name())
                .orElseThrow(() -> new DataException("'" + request.name()
                        + "' is not a data set that can be downloaded"
                        + Nearest.didYouMean(request.name(), downloadable())
                        + "; these are: " + String.join(", ", downloadable())));
        if (request.downloads().offline()) {
            throw new DataException(
                    dataset.name() + " may not be downloaded (offline); " + dataset.remedy(request.host()));
        }
        return DatasetDownload.run(dataset, request);
    }

    private DatasetStatus status(PublishedDataset dataset) {
        Optional<IdxDirectory> found = Optional.empty();
        try {
            found = new LocalSearch(dataset.name(), request).find();
            boolean published = found.map(
                            directory -> directory.read(dataset.name(), OptionalInt.of(PublishedDataset.CLASSES)))
                    .map(read -> read.sha256().equals(dataset.sha256()))
                    .orElse(false);
            return status(dataset, found, published, Optional.empty());
        } catch (DataException e) {
            return status(dataset, found, false, Optional.of(e.getMessage()));
        }
    }

    private static DatasetStatus status(
            PublishedDataset dataset, Optional<IdxDirectory> found, boolean published, Optional<String> problem) {
        long bytes = found.map(IdxDirectory::bytes).orElse(0L);
        return new DatasetStatus(dataset.name(), found.map(IdxDirectory::path), bytes, published, problem);
    }
}
