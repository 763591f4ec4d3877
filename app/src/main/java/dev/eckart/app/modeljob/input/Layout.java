package dev.eckart.app.modeljob.input;

import dev.eckart.app.config.ConfigurationException;
import dev.eckart.registry.Nearest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The order of the axes of pictures. */
public enum Layout {
    /** Samples, channels, height, width. */
    NCHW,
    /** Samples, height, width, channels. */
    NHWC;

    /**
     * Reads a layout that must be one.
     *
     * @param text its name in letters of any case
     * @return the layout
     * @throws ConfigurationException if it is none
     */
    public static Layout of(String text) {
        return Arrays.stream(values())
                .filter(layout -> layout.name().equalsIgnoreCase(text.strip()))
                .findFirst()
                .orElseThrow(() -> new ConfigurationException(
                        "--layout: '" + text + "' is not nchw or nhwc" + Nearest.didYouMean(text, names())));
    }

    /**
     * What they are called.
     *
     * @return names in small letters
     */
    public static List<String> names() {
        return Arrays.stream(values())
                .map(layout -> layout.name().toLowerCase(Locale.ROOT))
                .toList();
    }
}
