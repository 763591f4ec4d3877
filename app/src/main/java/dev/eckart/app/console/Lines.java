package dev.eckart.app.console;

import java.util.Locale;

/** Lines about models of others, whose names may hold anything. */
public final class Lines {
    private Lines() {}

    /**
     * One line, whatever its arguments hold: control characters are shown as {@code ?}.
     *
     * @param format as {@link String#format} has it
     * @param arguments what goes into it
     * @return the line, with its line break
     */
    public static String line(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments).replaceAll("\\p{Cntrl}", "?") + "\n";
    }
}
