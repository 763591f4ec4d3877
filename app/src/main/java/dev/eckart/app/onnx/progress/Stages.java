package dev.eckart.app.onnx.progress;

/** Told how far a long operation is, which has one stage after the other. */
public interface Stages {
    /**
     * A stage is this far. The first that is heard of it is that nothing is done yet.
     *
     * @param stage the stage
     * @param done units done so far; all of them when it is over
     */
    void reached(Stage stage, long done);

    /**
     * The same with something to say of it.
     *
     * @param stage the stage
     * @param done units done so far; all of them when it is over
     * @param detail a few words on the state, such as {@code loss 0.21}
     */
    default void reached(Stage stage, long done, String detail) {
        reached(stage, done);
    }

    /**
     * A part of an operation.
     *
     * @param title a few words, such as {@code comparing the outputs}
     * @param total units of work in all
     * @param unit what is counted, such as {@code samples}
     */
    record Stage(String title, long total, String unit) {}

    /**
     * How many layers a stage goes through, for its title.
     *
     * @param count at least 1
     * @return such as {@code 1 layer} or {@code 3 layers}
     */
    static String layers(int count) {
        return count + (count == 1 ? " layer" : " layers");
    }

    /**
     * One whom nothing is told.
     *
     * @return a listener that does nothing
     */
    static Stages none() {
        return (stage, done) -> {};
    }
}
