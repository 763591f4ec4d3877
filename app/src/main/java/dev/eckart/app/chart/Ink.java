package dev.eckart.app.chart;

import java.util.Locale;

/** What a colour is for: a page says in CSS what it looks like, a file has the colour of print. */
public enum Ink {
    /** Words that matter. */
    TEXT("#1b2126"),
    /** Words that explain, and axes. */
    MUTED("#5a656f"),
    /** Lines behind the data. */
    GRID("#dde2e7"),
    /** What lies behind everything. */
    SURFACE("#ffffff"),
    /** The first series, and what is better than before. */
    BLUE("#2563a8"),
    /** The second series, and what is worse. */
    ORANGE("#b8540f"),
    /** The third series. */
    GREEN("#257a52"),
    /** The fourth series. */
    VIOLET("#7a4fa3"),
    /** The fifth series. */
    TEAL("#1b7c87"),
    /** The sixth series. */
    ROSE("#b03a5b");

    private static final Ink[] SERIES = {BLUE, ORANGE, GREEN, VIOLET, TEAL, ROSE};

    private final String printed;

    Ink(String printed) {
        this.printed = printed;
    }

    /**
     * The colour of one of several series.
     *
     * @param number which series, from 0; the colours come round again after six
     * @return its colour
     */
    public static Ink series(int number) {
        return SERIES[number % SERIES.length];
    }

    /**
     * The variable in which a page keeps this colour.
     *
     * @return such as {@code --ink-blue}
     */
    public String variable() {
        return "--ink-" + name().toLowerCase(Locale.ROOT);
    }

    /**
     * The colour on paper.
     *
     * @return such as {@code #2563a8}
     */
    public String printed() {
        return printed;
    }
}
