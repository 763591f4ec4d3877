package dev.eckart.app.data.locate;

import dev.eckart.app.data.DataException;
import dev.eckart.app.data.Dataset;
import dev.eckart.app.data.DatasetRequest;
import dev.eckart.app.data.IdxDirectory;
import dev.eckart.app.data.digits.SyntheticDigits;
import dev.eckart.app.data.download.DatasetDownload;
import dev.eckart.app.data.download.PublishedDataset;
import dev.eckart.registry.Nearest;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Gets the data set that is asked for: from this machine, from the network, or drawn. */
public final class DatasetLocator {
    /** MNIST if it can be had, or else the synthetic digits. */
    public static final String AUTO = "auto";

    private final DatasetRequest request;

    /**
     * A locator.
     *
     * @param request what is wanted
     */
    public DatasetLocator(DatasetRequest request) {
        this.request = request;
    }

    /**
     * What a data set can be asked for by, besides a directory.
     *
     * @return the names
     */
    public static List<String> names() {
        return Stream.of(
                        Stream.of(AUTO),
                        PublishedDataset.ALL.stream().map(PublishedDataset::name),
                        Stream.of(SyntheticDigits.NAME))
                .flatMap(names -> names)
                .toList();
    }

    /**
     * Gets the data set. Only {@link #AUTO} ever yields another one than it says, and then tells the user so.
     *
     * @return the data set
     * @throws DataException if it cannot be had, is damaged, or there is no such data set
     */
    public Dataset locate() {
        String name = request.name();
        if (name.equals(AUTO)) {
            return auto();
        }
        if (name.equals(SyntheticDigits.NAME)) {
            return synthetic();
        }
        Optional<PublishedDataset> published = PublishedDataset.named(name);
        return published.isPresent() ? published(published.get()) : directory(name);
    }

    private Dataset auto() {
        PublishedDataset mnist = PublishedDataset.MNIST;
        Optional<IdxDirectory> given = request.directory()
                .filter(directory ->
                        !IdxDirectory.of(directory.resolve(mnist.name())).isComplete())
                .map(IdxDirectory::of)
                .filter(IdxDirectory::isComplete);
        if (given.isPresent()) {
            return identified(given.get());
        }
        Optional<IdxDirectory> local = new LocalSearch(mnist.name(), request).find();
        if (local.isPresent()) {
            return local(mnist, local.get());
        }
        try {
            return downloaded(mnist);
        } catch (DataException e) {
            request.notes()
                    .accept("NOT MNIST: this run uses " + SyntheticDigits.NAME
                            + ", whose accuracies do not compare with MNIST's, because " + e.getMessage());
            return SyntheticDigits.dataset();
        }
    }

    private Dataset synthetic() {
        request.directory()
                .ifPresent(directory -> request.notes()
                        .accept("the data directory " + directory + " is not used: " + SyntheticDigits.NAME
                                + " are drawn, not read"));
        return SyntheticDigits.dataset();
    }

    private Dataset published(PublishedDataset dataset) {
        return new LocalSearch(dataset.name(), request)
                .find()
                .map(found -> local(dataset, found))
                .orElseGet(() -> downloaded(dataset));
    }

    private Dataset local(PublishedDataset dataset, IdxDirectory found) {
        Dataset read = found.read(dataset.name(), OptionalInt.of(PublishedDataset.CLASSES));
        if (!read.sha256().equals(dataset.sha256())) {
            request.notes()
                    .accept("the files in " + found.path() + " are not the published " + dataset.name()
                            + " (SHA-256 of the content " + read.sha256() + ", published " + dataset.sha256()
                            + "); using them as they are");
        }
        return read;
    }

    private Dataset downloaded(PublishedDataset dataset) {
        if (request.downloads().offline()) {
            List<String> places = new LocalSearch(dataset.name(), request)
                    .usual().stream().map(Path::toString).toList();
            throw new DataException(dataset.name() + " is not in " + String.join(" or ", places)
                    + " and may not be downloaded (offline); " + dataset.remedy(request.host()));
        }
        Path directory = DatasetDownload.run(dataset, request);
        return IdxDirectory.of(directory).read(dataset.name(), OptionalInt.of(PublishedDataset.CLASSES));
    }

    private Dataset directory(String name) {
        Path path = existing(name)
                .orElseThrow(() -> new DataException("there is no data set and no directory '" + name
                        + "'"
                        + Nearest.didYouMean(name, names())
                        + "; known: " + String.join(", ", names())
                        + ", or a directory of IDX files"));
        IdxDirectory found = IdxDirectory.of(path);
        if (!found.isComplete()) {
            throw new DataException("the directory " + path + " lacks " + String.join(", ", found.missing())
                    + "; put the files there or name another directory");
        }
        return identified(found);
    }

    /** A directory's files under the name of the published set they are, if they are one, else under its own. */
    private static Dataset identified(IdxDirectory found) {
        Path absolute = found.path().toAbsolutePath().normalize();
        String own =
                Optional.ofNullable(absolute.getFileName()).orElse(absolute).toString();
        Dataset read = found.read(own, OptionalInt.empty());
        return PublishedDataset.ALL.stream()
                .filter(published -> published.sha256().equals(read.sha256()))
                .findFirst()
                .map(published ->
                        new Dataset(published.name(), read.train(), read.test(), read.sha256(), read.origin()))
                .orElse(read);
    }

    /** The directory of that name, in the given data directory or by itself. */
    private Optional<Path> existing(String name) {
        try {
            Path path = Path.of(name);
            return Stream.concat(
                            request.directory().map(directory -> directory.resolve(path)).stream(), Stream.of(path))
                    .filter(directory -> !name.isBlank() && Files.isDirectory(directory))
                    .findFirst();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
