package dev.eckart.app.report;

import dev.eckart.app.data.Dataset;
import dev.eckart.spi.backend.BackendProvider;
import dev.eckart.spi.backend.Library;
import dev.eckart.tensor.Precision;
import java.util.List;
import java.util.Optional;

/**
 * All that a run found: the content of {@code report.json}.
 *
 * @param schema version of this form; 1
 * @param eckart version of Eckart
 * @param preset preset the configuration started from
 * @param seed the one seed
 * @param started when, in ISO 8601
 * @param seconds time of the whole run after the data was read
 * @param memory what the process used at its peak
 * @param machine what it ran on
 * @param backend what multiplied and factorised
 * @param dataset what was learnt and tested on
 * @param base the network before compression
 * @param spectra singular values of the base, one entry a linear layer
 * @param compressed one entry a level
 * @param missed levels that no network was found for
 * @param models the networks as files beside the report; none of layers of a kind that has no form in ONNX
 */
public record RunReport(
        int schema,
        String eckart,
        String preset,
        long seed,
        String started,
        double seconds,
        MemoryUse memory,
        MachineReport machine,
        BackendReport backend,
        DatasetReport dataset,
        NetworkReport base,
        List<SpectrumReport> spectra,
        List<LevelReport> compressed,
        List<MissedReport> missed,
        List<ModelReport> models) {
    /** The version of the form that this code writes. */
    public static final int SCHEMA = 1;

    /**
     * What multiplied and factorised.
     *
     * @param name name of the backend
     * @param library the library behind it
     * @param version version of the library
     * @param precision precision of the products
     * @param threads threads of the run, all told
     * @param kernels the plug-in that computes networks for inference, if it is not core
     */
    public record BackendReport(
            String name, String library, String version, String precision, int threads, Optional<String> kernels) {
        /**
         * Describes a backend.
         *
         * @param provider the backend
         * @param precision precision of the products
         * @param threads threads of the run, all told
         * @param kernels the plug-in that computes networks for inference in this precision, if it is not core
         * @return the description
         */
        public static BackendReport of(
                BackendProvider provider, Precision precision, int threads, Optional<String> kernels) {
            Library library = provider.library();
            return new BackendReport(
                    provider.name(), library.name(), library.version(), precision.label(), threads, kernels);
        }
    }

    /**
     * What was learnt and tested on.
     *
     * @param name name of the data set
     * @param train number of training pictures
     * @param test number of test pictures
     * @param sha256 fingerprint of the content
     */
    public record DatasetReport(String name, int train, int test, String sha256) {
        /**
         * Describes a data set.
         *
         * @param dataset the data set
         * @return the description
         */
        public static DatasetReport of(Dataset dataset) {
            return new DatasetReport(
                    dataset.name(), dataset.train().count(), dataset.test().count(), dataset.sha256());
        }
    }
}
