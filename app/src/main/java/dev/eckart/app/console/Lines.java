package dev.eckart.app.modeljob;

import java.util.Locale;

/** Lines about models of others, whose names may hold anything. */
final class Lines {
    private Lines() {}

    /** One line, whatever its arguments hold: control characters are shown as {@code ?}. */
    static String line(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments).replaceAll("\\p{Cntrl}", "?") + "\n";
    }
}
