package dev.eckart.app.config;

/**
 * How pictures are augmented: each shift and rotation is drawn uniformly from minus to plus the given amount.
 *
 * @param shift largest shift in either direction, in pixels
 * @param rotate largest rotation, in degrees
 * @param schedule name of the schedule that both follow from epoch to epoch
 */
public record AugmentSettings(
        @Range(min = 0, max = 14) double shift,
        @Range(min = 0, max = 180) double rotate,
        String schedule) {}
