package dev.eckart.app.onnx.runtime;

import java.util.List;

/** What comes out of a model, which need not be numbers. */
public sealed interface Output {
    /**
     * A tensor of numbers.
     *
     * @param values the numbers
     * @param unitRoundoff relative error of a number as it is kept; 0 of whole numbers
     */
    record Numbers(Values values, double unitRoundoff) implements Output {
        /**
         * Whether there are only whole numbers or truth values, by the type.
         *
         * @return true if so
         */
        public boolean whole() {
            return unitRoundoff == 0;
        }
    }

    /**
     * A tensor of texts.
     *
     * @param dims sizes of its axes
     * @param words its elements, row by row
     */
    record Words(List<Long> dims, List<String> words) implements Output {}

    /**
     * A map from class to number for each sample, as {@code ZipMap} makes them of a tensor.
     *
     * @param classes the keys of all maps; whole numbers in their order, other texts by code point
     * @param values samples x classes; NaN where a map lacks a key
     * @param unitRoundoff relative error of a number as it is kept
     */
    record Table(List<String> classes, Values values, double unitRoundoff) implements Output {}

    /**
     * Anything else.
     *
     * @param kind what it is, such as {@code a sequence}
     */
    record Other(String kind) implements Output {}
}
