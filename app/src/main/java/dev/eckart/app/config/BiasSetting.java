package dev.eckart.app.config;

import java.util.OptionalDouble;

/**
 * The initial value of a layer's biases as a person writes it: a number, or {@code none} for layers without biases.
 *
 * @param initial the value, empty for no biases
 */
public record BiasSetting(OptionalDouble initial) {
    private static final double LARGEST = 1000;

    /**
     * Reads what a person wrote.
     *
     * @param text a number from -1000 to 1000, or {@code none}
     * @return the setting
     * @throws MismatchException if it is anything else
     */
    public static BiasSetting of(String text) {
        if (text.equals("none")) {
            return new BiasSetting(OptionalDouble.empty());
        }
        try {
            double value = Double.parseDouble(text);
            if (Math.abs(value) <= LARGEST) {
                return new BiasSetting(OptionalDouble.of(value));
            }
        } catch (NumberFormatException e) {
            // Answered below, with the number that is too large.
        }
        throw new MismatchException("must be a number from -1000 to 1000, or 'none', not \"" + text + "\"");
    }
}
