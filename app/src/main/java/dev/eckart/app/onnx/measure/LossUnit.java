package dev.eckart.app.onnx.measure;

/** What a loss is measured in. */
public enum LossUnit {
    /** Points of accuracy, in per cent of the labels that count. */
    POINTS("points"),
    /** How much more perplexed a model is by the labels that count: {@link Comparison#perplexityBefore}. */
    PERPLEXITY("perplexity"),
    /** Relative error of the outputs: {@link Comparison#relative}. */
    RELATIVE("relative"),
    /**
     * One less the cosine of a sample's embedding before and after, where it is said how embeddings are made: {@link
     * Comparison#embeddings}; else that of a sample's outputs: {@link Comparison#cosine}.
     */
    COSINE("cosine"),
    /** Share of the ten nearest neighbours of an embedding that are others afterwards. */
    RECALL("recall");

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
