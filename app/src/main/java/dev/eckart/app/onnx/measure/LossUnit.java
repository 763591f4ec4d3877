package dev.eckart.app.onnx.measure;

/** What a loss is measured in. */
public enum LossUnit {
    /** Points of accuracy, in per cent of the labels that count. */
    POINTS("points"),
    /** Relative error of the outputs: {@link Comparison#relative}. */
    RELATIVE("relative"),
    /** One less the cosine of the outputs of a sample before and after: {@link Comparison#cosine}. */
    COSINE("cosine");

    private final String word;

    LossUnit(String word) {
        this.word = word;
    }

    /**
     * What a person calls it.
     *
     * @return a word that follows a number
     */
    public String word() {
        return word;
    }
}
