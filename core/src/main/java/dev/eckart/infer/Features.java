package dev.eckart.infer;

/** The values of a tile of samples, feature by feature. */
interface Features {
    /**
     * Some of them.
     *
     * @param first the first feature
     * @param count how many
     * @return in its first rows, the values of each feature for all samples; valid until the next call
     */
    float[][] rows(int first, int count);

    /** Features that are there. */
    static Features of(float[][] all) {
        float[][] some = new float[all.length][];
        return (first, count) -> {
            System.arraycopy(all, first, some, 0, count);
            return some;
        };
    }
}
