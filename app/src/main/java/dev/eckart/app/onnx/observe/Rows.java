package dev.eckart.app.onnx.observe;

/** What one block of a layer takes, or makes: one row for each position of its output. */
interface Rows {
    /** Positions. */
    int count();

    /** Numbers of a row. */
    int width();

    /** Copies a row into an array. */
    void read(int row, double[] into, int at);
}
