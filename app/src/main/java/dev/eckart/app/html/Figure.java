package dev.eckart.app.html;

import dev.eckart.app.chart.Chart;

/**
 * A chart in a report.
 *
 * @param name what its file is called, without ending; other characters than letters, digits and hyphens are left out
 * @param chart the chart
 * @param caption what is written below it
 */
public record Figure(String name, Chart chart, String caption) {}
