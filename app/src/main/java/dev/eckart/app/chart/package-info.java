/**
 * Charts as SVG: line and scatter charts with linear and logarithmic axes, heat maps, bars. A chart is an immutable
 * description; {@link dev.eckart.app.chart.Svg} draws it, with CSS variables for colours inside a page and with colours of
 * its own in a file.
 *
 * <p>Depends on nothing but the JDK. Invariants: the same chart gives the same text; whatever it says in words is
 * escaped, so that a hostile name is a text and nothing else.
 */
package dev.eckart.app.chart;
