package dev.eckart.app.data;

import dev.eckart.app.data.download.Samples;
import java.nio.file.Path;
import java.util.Map;

/** Writes a data set as plain IDX files, for tests that run whole commands. */
public final class IdxWriter {
    private IdxWriter() {}

    /** Writes the four files into a directory and returns it. */
    public static Path write(Path directory, Dataset dataset) {
        Pictures train = dataset.train();
        Pictures test = dataset.test();
        return Samples.write(
                directory,
                Map.of(
                        "train-images-idx3-ubyte", images(train),
                        "train-labels-idx1-ubyte", Samples.idx(2049, new int[] {train.count()}, train.labels()),
                        "t10k-images-idx3-ubyte", images(test),
                        "t10k-labels-idx1-ubyte", Samples.idx(2049, new int[] {test.count()}, test.labels())));
    }

    private static byte[] images(Pictures pictures) {
        return Samples.idx(2051, new int[] {pictures.count(), pictures.height(), pictures.width()}, pictures.pixels());
    }
}
