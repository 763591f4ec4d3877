package dev.eckart.app.output;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What runs that were cut off have left of a directory.
 *
 * @param target where the run should have been found
 * @param report the report that would have been in it, by which commands tell their own
 */
record CutOff(Path target, String report) {
    /** How the names of all marks end. */
    static final String BEGUN = ".begun";

    /** The name of a file that tells that a draft can be gone on with, by the command that makes such a report. */
    String mark() {
        return "." + report + BEGUN;
    }

    /** Folders that can be gone on with, the latest first. */
    List<Path> folders() throws IOException {
        return DraftFolder.left(target).stream()
                .filter(folder -> Files.exists(folder.resolve(mark())))
                .toList();
    }

    /** The latest, unless another run takes it meanwhile. */
    Optional<DraftFolder> open() throws IOException {
        for (Path folder : folders()) {
            Optional<DraftFolder> draft = DraftFolder.open(folder);
            if (draft.isPresent()) {
                return draft;
            }
        }
        return Optional.empty();
    }
}
