package dev.eckart.app.chart;

import java.util.function.DoubleFunction;

/**
 * One direction of a chart.
 *
 * @param label what is measured, with its unit
 * @param scale where values stand
 * @param format how a round value is written
 */
public record ChartAxis(String label, Scale scale, DoubleFunction<String> format) {}
