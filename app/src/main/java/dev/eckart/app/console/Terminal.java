package dev.eckart.app.console;

import java.util.Map;

/**
 * What is known about where the output goes.
 *
 * @param stdout whether stdout is a terminal
 * @param stderr whether stderr is a terminal
 * @param redraws whether lines on stderr may be redrawn: it is a terminal that can, and nobody asked for plain output
 * @param colors whether stderr may be coloured
 * @param unicode whether more than ASCII can be shown
 * @param columns width of the terminal
 */
public record Terminal(boolean stdout, boolean stderr, boolean redraws, boolean colors, boolean unicode, int columns) {
    private static final int USUAL_COLUMNS = 80;

    /**
     * Finds out.
     *
     * <p>Java cannot tell stdout from stderr here, so the launcher asks the shell and passes the answer as system
     * properties. Without the launcher, a console means that both are terminals.
     *
     * @param environment the environment; {@code NO_COLOR}, {@code TERM} and {@code CI} count
     * @param properties the system properties; {@code native.encoding} is what the locale of the system asks for
     * @param console whether the Java runtime has a console
     * @return what is known
     */
    public static Terminal detect(Map<String, String> environment, Map<?, ?> properties, boolean console) {
        boolean stdout = flag(properties, "eckart.stdout.terminal", console);
        boolean stderr = flag(properties, "eckart.stderr.terminal", console);
        boolean dumb = "dumb".equals(environment.get("TERM"));
        boolean redraws = stderr && !dumb && isUnset(environment, "CI");
        boolean colors = redraws && isUnset(environment, "NO_COLOR");
        boolean unicode = !dumb && "UTF-8".equalsIgnoreCase(String.valueOf(properties.get("native.encoding")));
        return new Terminal(stdout, stderr, redraws, colors, unicode, columns(properties));
    }

    /**
     * No terminal at all, as where output goes to a file or a program.
     *
     * @return plain text in lines of the usual width
     */
    public static Terminal none() {
        return new Terminal(false, false, false, false, false, USUAL_COLUMNS);
    }

    private static boolean flag(Map<?, ?> properties, String name, boolean otherwise) {
        Object value = properties.get(name);
        return value == null ? otherwise : value.equals("true");
    }

    private static boolean isUnset(Map<String, String> environment, String variable) {
        return environment.getOrDefault(variable, "").isEmpty();
    }

    private static int columns(Map<?, ?> properties) {
        String columns = String.valueOf(properties.get("eckart.columns"));
        int known = columns.matches("\\d{1,5}") ? Integer.parseInt(columns) : 0;
        return known < 20 ? USUAL_COLUMNS : known;
    }
}
