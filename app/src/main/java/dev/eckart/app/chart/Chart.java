package dev.eckart.app.chart;

import java.util.List;

/** A picture of figures that can be drawn. */
public interface Chart {
    /**
     * What it shows, in words, for those who do not see it.
     *
     * @return one or two sentences
     */
    String description();

    /**
     * How wide it is drawn.
     *
     * @return the width in units of which a letter of text has some twelve in height
     */
    int width();

    /**
     * How high it is drawn.
     *
     * @return the height in the same units
     */
    int height();

    /**
     * What it consists of.
     *
     * @return the shapes, in the order in which they are drawn
     */
    List<ChartElement> shapes();
}
