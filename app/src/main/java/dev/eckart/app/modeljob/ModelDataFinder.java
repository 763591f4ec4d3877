package dev.eckart.app.modeljob;

import dev.eckart.app.onnx.data.ArrayFile;
import dev.eckart.app.pipeline.DatasetFinder;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Finds the data that a job on an ONNX model names. */
public final class ModelDataFinder {
    private final DatasetFinder datasets;

    @Inject
    ModelDataFinder(DatasetFinder datasets) {
        this.datasets = datasets;
    }

    /**
     * Whether data are named by a file of arrays rather than by a data set.
     *
     * @param data what was written
     * @return true if it ends as NumPy's files do
     */
    public static boolean isArrayFile(String data) {
        String name = data.toLowerCase(Locale.ROOT);
        return name.endsWith(".npz") || name.endsWith(".npy");
    }

    /**
     * Finds them.
     *
     * @param job what was asked for
     * @return the data, if the job names any
     * @throws dev.eckart.spi.EckartException if there are none of that name, or they are damaged
     */
    public Optional<ModelData> find(ModelJob job) {
        return job.request()
                .data()
                .map(data -> isArrayFile(data)
                        ? ModelData.of(ArrayFile.open(Path.of(data)), job.request(), job.console()::note)
                        : ModelData.of(datasets.find(job.settings(), job.console()), job.request()));
    }
}
