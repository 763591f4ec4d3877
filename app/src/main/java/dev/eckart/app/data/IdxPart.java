package dev.eckart.app.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The four files of a data set, in the order in which they are fingerprinted. */
enum IdxPart {
    /** Training pictures. */
    TRAIN_IMAGES("train-images", "idx3-ubyte", IdxFormat.IMAGES),
    /** Training labels. */
    TRAIN_LABELS("train-labels", "idx1-ubyte", IdxFormat.LABELS),
    /** Test pictures. */
    TEST_IMAGES("t10k-images", "idx3-ubyte", IdxFormat.IMAGES),
    /** Test labels. */
    TEST_LABELS("t10k-labels", "idx1-ubyte", IdxFormat.LABELS);

    private final String stem;
    private final String type;
    private final IdxFormat format;

    IdxPart(String stem, String type, IdxFormat format) {
        this.stem = stem;
        this.type = type;
        this.format = format;
    }

    /**
     * The name under which the file is published.
     *
     * @return such as {@code train-images-idx3-ubyte.gz}
     */
    String fileName() {
        return stem + "-" + type + ".gz";
    }

    /**
     * Finds the file by any of its spellings: compressed or not, with a hyphen or a dot. If several are there, the first
     * of these is taken.
     *
     * @param directory where to look
     * @return the file, if it is there
     */
    Optional<Path> in(Path directory) {
        return List.of("-", ".").stream()
                .flatMap(separator -> List.of(".gz", "").stream().map(suffix -> stem + separator + type + suffix))
                .map(directory::resolve)
                .filter(Files::isRegularFile)
                .findFirst();
    }

    /**
     * Reads the file.
     *
     * @param path where it lies
     * @return its content
     * @throws DataException if it is not what it should be
     */
    IdxFile read(Path path) {
        return IdxFile.read(path, format);
    }
}
