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

    /**
     * All features of a few samples, as pictures: a row of a picture after the same row of the picture before.
     *
     * @param from the first sample
     * @param samples how many
     * @param width numbers a row of a picture
     * @param rows is given, for each row of the pictures, that row of all samples
     */
    void pictures(int from, int samples, int width, float[][] rows);

    /** Features that are there. */
    static Features of(float[][] all) {
        float[][] some = new float[all.length][];
        return new Features() {
            @Override
            public float[][] rows(int first, int count) {
                System.arraycopy(all, first, some, 0, count);
                return some;
            }

            @Override
            public void pictures(int from, int samples, int width, float[][] rows) {
                for (int feature = 0; feature < all.length; feature++) {
                    for (int t = 0; t < samples; t++) {
                        rows[feature / width][t * width + feature % width] = all[feature][from + t];
                    }
                }
            }
        };
    }
}
