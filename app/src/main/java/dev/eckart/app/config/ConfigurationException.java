package dev.eckart.app.config;

import dev.eckart.spi.EckartException;
import java.util.List;

/** What was configured cannot be done: one line a mistake, all mistakes at once. */
public final class ConfigurationException extends EckartException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    /**
     * One mistake.
     *
     * @param problem one line: what is wrong, where, what to do
     */
    public ConfigurationException(String problem) {
        this(List.of(problem));
    }

    /**
     * Several mistakes.
     *
     * @param problems one line each, at least one
     */
    public ConfigurationException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /**
     * The mistakes.
     *
     * @return one line each
     */
    public List<String> problems() {
        return problems;
    }
}
