package dev.eckart.app.data.locate;

import dev.eckart.app.data.DataException;
import dev.eckart.app.data.DatasetRequest;
import dev.eckart.app.data.IdxDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The search for a published data set on this machine.
 *
 * @param name name of the data set
 * @param request where to look
 */
record LocalSearch(String name, DatasetRequest request) {
    /**
     * Looks where the user said, and nowhere else; or else where data usually are.
     *
     * @return a complete directory, if there is one
     * @throws DataException if the user named a directory and the files are not in it
     */
    Optional<IdxDirectory> find() {
        if (request.directory().isPresent()) {
            return Optional.of(given(request.directory().get()));
        }
        request.host()
                .data()
                .filter(data -> !Files.isDirectory(data))
                .ifPresent(data -> request.notes()
                        .accept("ECKART_DATA names " + data + ", which is not a directory; looking elsewhere"));
        return usual().stream().map(IdxDirectory::of).filter(this::usable).findFirst();
    }

    /**
     * The places that are looked into when the user names none.
     *
     * @return directories that need not exist, in order
     */
    List<Path> usual() {
        List<Path> places = new ArrayList<>();
        request.host().data().ifPresent(data -> places.add(data.resolve(name)));
        places.add(request.host().downloads().resolve(name));
        return places;
    }

    private IdxDirectory given(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new DataException("the data directory " + directory
                    + " does not exist; create it and put the files of " + name + " there, or name another");
        }
        IdxDirectory best = Stream.of(directory.resolve(name), directory)
                .map(IdxDirectory::of)
                .min(Comparator.comparingInt(found -> found.missing().size()))
                .orElseThrow();
        if (!best.isComplete()) {
            throw new DataException("the data directory " + directory + " lacks "
                    + String.join(", ", best.missing()) + " of " + name + "; put "
                    + (best.missing().size() == 1 ? "it" : "them") + " into " + best.path()
                    + ", or name another directory");
        }
        return best;
    }

    private boolean usable(IdxDirectory found) {
        if (!found.isComplete() && !found.files().isEmpty()) {
            request.notes()
                    .accept(found.path() + " lacks " + String.join(", ", found.missing()) + " of " + name
                            + "; looking elsewhere");
        }
        return found.isComplete();
    }
}
