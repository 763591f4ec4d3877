package dev.eckart.app.config;

import java.util.OptionalInt;

/**
 * The rank of a layer as a person writes it: a number, or {@code dense}.
 *
 * @param rank the rank, empty for a layer that stays dense
 */
public record RankSetting(OptionalInt rank) {
    /**
     * Reads what a person wrote.
     *
     * @param text a number from 1, or {@code dense}
     * @return the setting
     * @throws MismatchException if it is anything else
     */
    public static RankSetting of(String text) {
        if (text.equals("dense")) {
            return new RankSetting(OptionalInt.empty());
        }
        if (!text.matches("[1-9]\\d{0,8}")) {
            throw new MismatchException("must be ranks from 1 or 'dense', not \"" + text + "\"");
        }
        return new RankSetting(OptionalInt.of(Integer.parseInt(text)));
    }
}
