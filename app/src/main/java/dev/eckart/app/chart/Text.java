package dev.eckart.app.chart;

/** How much room words take, as nearly as can be told without a font. */
final class Text {
    /** Height of the letters of all charts. */
    static final int SIZE = 13;

    /** Of the widest among the fonts a page may get, so that nothing is cut off with any of them. */
    private static final double LATIN = 0.64;

    private static final int FIRST_WIDE = 0x1100;

    private Text() {}

    static double width(String words) {
        return words.codePoints()
                .mapToDouble(point -> SIZE * (point < FIRST_WIDE ? LATIN : 1))
                .sum();
    }

    /** The beginning of words that are too wide, with an ellipsis for the rest. */
    static String within(String words, double width) {
        if (width(words) <= width) {
            return words;
        }
        int count = words.codePointCount(0, words.length());
        while (count > 1 && width(words.substring(0, words.offsetByCodePoints(0, count)) + "…") > width) {
            count--;
        }
        return words.substring(0, words.offsetByCodePoints(0, count)) + "…";
    }
}
