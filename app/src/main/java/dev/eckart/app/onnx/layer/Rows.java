package dev.eckart.app.onnx.layer;

/** What one block of a layer takes, or makes: one row for each position of its output. */
public interface Rows {
    /**
     * Positions.
     *
     * @return how many rows there are
     */
    int count();

    /**
     * Numbers of a row.
     *
     * @return how many
     */
    int width();

    /**
     * Copies a row into an array.
     *
     * @param row which one, from 0
     * @param into the array
     * @param at where its first number goes
     */
    void read(int row, double[] into, int at);

    /**
     * Adds a row to sums of their numbers.
     *
     * @param row which one, from 0
     * @param sums as many as a row has numbers
     */
    default void addTo(int row, double[] sums) {
        double[] numbers = new double[sums.length];
        read(row, numbers, 0);
        for (int i = 0; i < sums.length; i++) {
            sums[i] += numbers[i];
        }
    }

    /**
     * Adds all rows to sums of their numbers.
     *
     * @param sums as many as a row has numbers
     */
    default void addTo(double[] sums) {
        for (int row = 0; row < count(); row++) {
            addTo(row, sums);
        }
    }
}
