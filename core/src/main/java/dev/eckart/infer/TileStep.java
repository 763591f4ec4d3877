package dev.eckart.infer;

/** A stage of a network for tiles of samples, with its buffers. For one thread. */
interface TileStep {
    /** Most features that it asks for at a time. */
    int atOnce();

    /**
     * Applies the stage.
     *
     * @param input the features of at most {@link TileRows#SAMPLES} samples
     * @param samples how many there are, as {@link TilePass#length} has it
     */
    void apply(Features input, int samples);

    /** Where the results are: a row a feature. */
    float[][] output();
}
