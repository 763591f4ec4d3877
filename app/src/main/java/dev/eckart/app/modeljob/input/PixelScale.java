package dev.eckart.app.modeljob.input;

import dev.eckart.app.config.ConfigurationException;
import dev.eckart.registry.Nearest;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a model expects pixels of 0 to 255 to be made into: {@code (pixel / unit - mean) / deviation}.
 *
 * @param unit what a pixel is divided by
 * @param means what is then taken off: one number for all channels, or one for each
 * @param deviations what the rest is divided by, above 0, as many
 */
public record PixelScale(double unit, List<Double> means, List<Double> deviations) {
    /** From 0 to 1. */
    public static final PixelScale UNIT = new PixelScale(255, List.of(0.0), List.of(1.0));

    private static final PixelScale RAW = new PixelScale(1, List.of(0.0), List.of(1.0));

    /** Scales that have a name. */
    public static final List<String> NAMES = List.of("unit", "raw");

    private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9]*\\.?[0-9]+(?:[eE][-+]?[0-9]+)?");

    /**
     * Reads a scale.
     *
     * @param text {@code unit}, {@code raw}, or mean and standard deviation of pixels from 0 to 1 with a comma between: one
     *     of each, or the means of all channels and then their deviations
     * @return the scale, or empty if it is none of these
     */
    public static Optional<PixelScale> parse(String text) {
        return switch (text.strip()) {
            case "unit" -> Optional.of(UNIT);
            case "raw" -> Optional.of(RAW);
            default ->
                standard(Stream.of(text.split(",", -1)).map(String::strip).toList());
        };
    }

    private static Optional<PixelScale> standard(List<String> texts) {
        if (texts.size() % 2 != 0
                || !texts.stream().allMatch(number -> NUMBER.matcher(number).matches())) {
            return Optional.empty();
        }
        List<Double> numbers = texts.stream().map(Double::valueOf).toList();
        List<Double> deviations = numbers.subList(numbers.size() / 2, numbers.size());
        return deviations.stream().allMatch(deviation -> deviation > 0)
                ? Optional.of(new PixelScale(255, numbers.subList(0, numbers.size() / 2), deviations))
                : Optional.empty();
    }

    /**
     * Reads a scale that must be one.
     *
     * @param text as {@link #parse} takes it
     * @return the scale
     * @throws ConfigurationException if it is none
     */
    public static PixelScale of(String text) {
        return parse(text)
                .orElseThrow(() -> new ConfigurationException("--scale: '" + text
                        + "' is not unit, raw, or MEAN,STD with STD above 0, of all channels or of each"
                        + Nearest.didYouMean(text, NAMES)));
    }

    /**
     * How many channels are told apart.
     *
     * @return 1 if all are scaled alike
     */
    int channels() {
        return means.size();
    }

    /**
     * Scales a pixel.
     *
     * @param pixel 0 to 255, or between two pixels
     * @param channel its channel, 0 if all are scaled alike
     * @return what the model gets
     */
    double of(double pixel, int channel) {
        return (pixel / unit - means.get(channel)) / deviations.get(channel);
    }
}
