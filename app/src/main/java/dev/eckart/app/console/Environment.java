package dev.eckart.app.console;

import java.util.Map;

/**
 * The environment a command runs in.
 *
 * @param variables environment variables
 */
public record Environment(Map<String, String> variables) {
    /**
     * Whether a variable is set to something that means yes.
     *
     * @param variable its name
     * @return true unless it is absent, empty, {@code 0} or {@code false}
     */
    public boolean flag(String variable) {
        String text = variables.getOrDefault(variable, "");
        return !text.isEmpty() && !text.equals("0") && !text.equalsIgnoreCase("false");
    }
}
