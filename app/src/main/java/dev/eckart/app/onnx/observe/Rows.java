package dev.eckart.app.onnx.observe;

/** What one block of a layer takes, or makes: one row for each position of its output. */
interface Rows {
    /** Positions. */
    int count();

    /** Numbers of a row. */
    int width();

    /** Copies a row into an array. */
    void read(int row, double[] into, int at);

    /** Adds all rows to sums of their numbers. */
    default void addTo(double[] sums) {
        double[] row = new double[sums.length];
        for (int r = 0; r < count(); r++) {
            read(r, row, 0);
            for (int i = 0; i < sums.length; i++) {
                sums[i] += row[i];
            }
        }
    }
}
