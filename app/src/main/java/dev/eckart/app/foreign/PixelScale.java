package dev.eckart.app.foreign;

import dev.eckart.app.config.ConfigurationException;
import dev.eckart.registry.Nearest;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a model expects pixels of 0 to 255 to be made into: {@code (pixel / unit - mean) / deviation}.
 *
 * @param unit what a pixel is divided by
 * @param mean what is then taken off
 * @param deviation what the rest is divided by, above 0
 */
public record PixelScale(double unit, double mean, double deviation) {
    /** From 0 to 1. */
    public static final PixelScale UNIT = new PixelScale(255, 0, 1);

    private static final PixelScale RAW = new PixelScale(1, 0, 1);

    /** Scales that have a name. */
    public static final List<String> NAMES = List.of("unit", "raw");

    private static final String NUMBER = "([-+]?[0-9]*\\.?[0-9]+(?:[eE][-+]?[0-9]+)?)";
    private static final Pattern STANDARD = Pattern.compile(NUMBER + "\\s*,\\s*" + NUMBER);

    /**
     * Reads a scale.
     *
     * @param text {@code unit}, {@code raw}, or mean and standard deviation of pixels from 0 to 1 with a comma between
     * @return the scale, or empty if it is none of these
     */
    public static Optional<PixelScale> parse(String text) {
        Matcher standard = STANDARD.matcher(text.strip());
        if (standard.matches()) {
            double deviation = Double.parseDouble(standard.group(2));
            return deviation > 0
                    ? Optional.of(new PixelScale(255, Double.parseDouble(standard.group(1)), deviation))
                    : Optional.empty();
        }
        return switch (text.strip()) {
            case "unit" -> Optional.of(UNIT);
            case "raw" -> Optional.of(RAW);
            default -> Optional.empty();
        };
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
                        + "' is not unit, raw, or MEAN,STD with STD above 0" + Nearest.didYouMean(text, NAMES)));
    }

    /**
     * Scales a pixel.
     *
     * @param pixel 0 to 255
     * @return what the model gets
     */
    double of(int pixel) {
        return (pixel / unit - mean) / deviation;
    }
}
