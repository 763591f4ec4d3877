package dev.eckart.app.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * A directory and those of the four IDX files that are in it.
 *
 * @param path the directory
 * @param files the files found
 */
public record IdxDirectory(Path path, Map<IdxPart, Path> files) {
    /**
     * Looks into a directory.
     *
     * @param path a directory, which need not exist
     * @return what is there
     */
    public static IdxDirectory of(Path path) {
        Map<IdxPart, Path> files = new EnumMap<>(IdxPart.class);
        for (IdxPart part : IdxPart.values()) {
            part.in(path).ifPresent(file -> files.put(part, file));
        }
        return new IdxDirectory(path, files);
    }

    /**
     * Whether all four files are there.
     *
     * @return true if none is missing
     */
    public boolean isComplete() {
        return missing().isEmpty();
    }

    /**
     * Names of the files that are not there.
     *
     * @return as they are published
     */
    public List<String> missing() {
        return Arrays.stream(IdxPart.values())
                .filter(part -> !files.containsKey(part))
                .map(IdxPart::fileName)
                .toList();
    }

    /**
     * Size of the files as they lie.
     *
     * @return bytes
     * @throws UncheckedIOException if a file has vanished
     */
    public long bytes() {
        return files.values().stream().mapToLong(IdxDirectory::size).sum();
    }

    /**
     * Reads and checks all four files.
     *
     * @param name name of the data set
     * @param classes classes there must be, or empty to take one more than the largest label
     * @return the data set
     * @throws DataException if a file is damaged, or they do not fit together
     */
    public Dataset read(String name, OptionalInt classes) {
        Split train = split(IdxPart.TRAIN_IMAGES, IdxPart.TRAIN_LABELS);
        Split test = split(IdxPart.TEST_IMAGES, IdxPart.TEST_LABELS);
        test.requireSameSize(train);
        int count = classes.orElse(1 + Math.max(train.largestLabel(), test.largestLabel()));
        if (count < 2) {
            throw new DataException("every label in " + path
                    + " is 0, and there is nothing to tell apart; use data with at least 2 classes");
        }
        return Dataset.of(name, train.pictures(count), test.pictures(count), "IDX files in " + path);
    }

    private Split split(IdxPart images, IdxPart labels) {
        Split split = new Split(images.read(files.get(images)), labels.read(files.get(labels)));
        split.requireSameCount();
        return split;
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The two files of a split. */
    private record Split(IdxFile images, IdxFile labels) {
        void requireSameCount() {
            if (images.count() != labels.count()) {
                throw new DataException(images.path() + " holds " + images.count() + " pictures but " + labels.path()
                        + " holds " + labels.count() + " labels; put files there that belong together");
            }
        }

        void requireSameSize(Split other) {
            if (height() != other.height() || width() != other.width()) {
                throw new DataException(images.path() + " holds pictures of " + height() + " x " + width() + " but "
                        + other.images.path() + " of " + other.height() + " x " + other.width()
                        + "; put files there that belong together");
            }
        }

        int largestLabel() {
            int largest = 0;
            for (byte label : labels.data()) {
                largest = Math.max(largest, Byte.toUnsignedInt(label));
            }
            return largest;
        }

        Pictures pictures(int classes) {
            for (int i = 0; i < labels.count(); i++) {
                int label = Byte.toUnsignedInt(labels.data()[i]);
                if (label >= classes) {
                    throw new DataException(labels.path() + " has the label " + label + " at index " + i
                            + ", but labels go from 0 to " + (classes - 1)
                            + "; put the right file there, or name the directory itself as the data set");
                }
            }
            return new Pictures(images.count(), height(), width(), images.data(), labels.data(), classes);
        }

        private int height() {
            return images.sizes()[1];
        }

        private int width() {
            return images.sizes()[2];
        }
    }
}
