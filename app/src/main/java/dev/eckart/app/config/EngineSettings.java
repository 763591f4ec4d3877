package dev.eckart.app.config;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who carries out work that can be done in pieces. Results do not depend on it.
 *
 * @param name name of an engine
 * @param master address of the cluster's master, or empty
 * @param workers pieces at a time, for the engine that is this process
 * @param patience seconds to wait until somebody takes a piece
 * @param options what the engine's library is told besides: {@code key=value}, with commas between them
 */
public record EngineSettings(
        String name,
        String master,
        @Range(min = 1, max = 4096) int workers,
        @Range(min = 1, max = 86_400) int patience,
        String options) {
    /** What begins the keys of these settings. */
    public static final String PREFIX = "engine.";

    /** The engine that is this process. */
    private static final String LOCAL = "local";

    /**
     * The master asked for.
     *
     * @return its address, as the engine's library has it
     */
    public Optional<String> address() {
        return Optional.of(master).filter(text -> !text.isEmpty());
    }

    /**
     * Whether there is nobody but whoever asks for the work.
     *
     * @return true of one piece at a time in this process
     */
    public boolean isThisThread() {
        return name.equals(LOCAL) && workers == 1;
    }

    /**
     * The options by key.
     *
     * @return keys and values
     * @throws ConfigurationException if one has no {@code =}
     */
    public Map<String, String> optionsByKey() {
        Map<String, String> byKey = new LinkedHashMap<>();
        List<String> written = Arrays.stream(options.split(","))
                .map(String::strip)
                .filter(option -> !option.isEmpty())
                .toList();
        for (String option : written) {
            int sign = option.indexOf('=');
            if (sign < 1) {
                throw new ConfigurationException(
                        "'engine.options' has '" + option + "', which must be such as spark.executor.memory=2g");
            }
            byKey.put(option.substring(0, sign), option.substring(sign + 1));
        }
        return byKey;
    }
}
