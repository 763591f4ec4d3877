package dev.eckart.app.onnx.embedding;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How an embedding is made of what a model gives for a sample; its length does not count, only its direction.
 *
 * @param kind which rows it is made of
 * @param output the output that has them, if it is said
 */
public record Pooling(Kind kind, Optional<String> output) {
    /** Which rows of an output an embedding is made of. */
    public enum Kind {
        /** The mean of the rows of all positions that count. */
        MEAN,
        /** The row of the first position that counts. */
        FIRST,
        /** The row of the last position that counts. */
        LAST,
        /** The only row that a sample has. */
        NONE;

        /**
         * What it is called.
         *
         * @return its name in small letters
         */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Reads what is written for it.
     *
     * @param text the word of a {@link Kind}, or else the name of an output that has one row a sample
     * @return the pooling
     */
    public static Pooling of(String text) {
        return Arrays.stream(Kind.values())
                .filter(kind -> kind.word().equals(text))
                .findFirst()
                .map(kind -> new Pooling(kind, Optional.empty()))
                .orElseGet(() -> new Pooling(Kind.NONE, Optional.of(text)));
    }

    /**
     * The words there are.
     *
     * @return those of all kinds
     */
    public static List<String> words() {
        return Arrays.stream(Kind.values()).map(Kind::word).toList();
    }
}
