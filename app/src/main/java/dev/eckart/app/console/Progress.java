package dev.eckart.app.console;

/** Shows how far a long operation is. To be used by one thread, and closed when the operation ends. */
public interface Progress extends AutoCloseable {
    /**
     * The operation is this far.
     *
     * @param done units of work done so far
     * @param detail a few words on the state, such as {@code epoch 3/10, loss 0.21}
     */
    void update(long done, String detail);

    /** Ends the display, at whatever point the operation is. */
    @Override
    void close();

    /**
     * What is being done.
     *
     * @param title a few words, such as {@code training}
     * @param total units of work in all, at least 1
     * @param unit what is counted, such as {@code steps}
     */
    record Task(String title, long total, String unit) {}

    /**
     * A progress that nobody sees.
     *
     * @return a progress without output
     */
    static Progress none() {
        return new Progress() {
            @Override
            public void update(long done, String detail) {}

            @Override
            public void close() {}
        };
    }
}
