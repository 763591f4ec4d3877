package dev.eckart.app.config;

import java.util.List;

/**
 * Everything a run is configured by. A component is a key, a nested record a group of keys, both in kebab case.
 *
 * @param backend name of a backend, or {@code auto}
 * @param backendPreference backends that {@code auto} tries, in this order
 * @param precision precision of the products
 * @param seed where all randomness starts
 * @param threads threads to compute with; 0 means all processors, and is resolved to their number
 * @param trainer name of a trainer
 * @param preset name of the preset that lies under the other settings
 * @param offline whether no socket may be opened
 * @param output where results go
 * @param data what to train and test on
 * @param augment how pictures are augmented
 * @param base how the uncompressed network is made and trained
 * @param calibration what it is observed on before it is factorised
 * @param compress how it is made smaller
 * @param fineTune how the compressed networks are fine-tuned
 * @param frontier what {@code eckart frontier} compares
 * @param engine who carries out work that can be done in pieces
 */
public record Settings(
        String backend,
        List<String> backendPreference,
        PrecisionChoice precision,
        long seed,
        @Range(min = 0, max = 4096) int threads,
        String trainer,
        String preset,
        boolean offline,
        OutputSettings output,
        DataSettings data,
        AugmentSettings augment,
        BaseSettings base,
        CalibrationSettings calibration,
        CompressSettings compress,
        FineTuneSettings fineTune,
        FrontierSettings frontier,
        EngineSettings engine) {
    /** The backend that stands for the first of the preference that works. */
    public static final String AUTO = "auto";

    /**
     * The same settings with another seed.
     *
     * @param other where all randomness starts instead
     * @return settings
     */
    public Settings withSeed(long other) {
        return new Settings(
                backend,
                backendPreference,
                precision,
                other,
                threads,
                trainer,
                preset,
                offline,
                output,
                data,
                augment,
                base,
                calibration,
                compress,
                fineTune,
                frontier,
                engine);
    }

    /**
     * Whether a thread of its own makes the batches ahead of the training step.
     *
     * @return false with a single thread, which has none to spare
     */
    public boolean batchesAhead() {
        return threads > 1;
    }

    /**
     * Threads left for the backend.
     *
     * @return at least 1; a library that spins on a core the batches need slows both down several times
     */
    public int backendThreads() {
        return batchesAhead() ? threads - 1 : threads;
    }
}
