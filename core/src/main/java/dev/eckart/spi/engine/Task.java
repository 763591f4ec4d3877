package dev.eckart.spi.engine;

import dev.eckart.spi.Seed;
import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One piece of work as plain data: whoever carries it out needs nothing else of whoever asked for it.
 *
 * @param kind name of the {@link TaskKind} that can do it
 * @param title what a person calls it, such as {@code base, seed 7}
 * @param seed where its randomness starts
 * @param parameters settings by name, such as which plug-ins to use
 * @param inputs what it works on, as far as that is small; a part that is the same array in several tasks is sent to each
 *     process once
 * @param references paths of what is large, which every machine must see at the same path
 * @param memory bytes of heap that it is expected to take, 0 if that is unknown
 * @param place a name shared by tasks of which one can use what another has made: an engine does well to carry them out in
 *     one process. Empty if any process will do
 */
public record Task(
        String kind,
        String title,
        Seed seed,
        Map<String, String> parameters,
        Payload inputs,
        List<String> references,
        long memory,
        String place)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Copies the collections. */
    public Task {
        parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
        references = List.copyOf(references);
    }

    /**
     * A task that any process will do for.
     *
     * @param kind name of the {@link TaskKind} that can do it
     * @param title what a person calls it
     * @param seed where its randomness starts
     * @param parameters settings by name
     * @param inputs what it works on, as far as that is small
     * @param references paths of what is large
     * @param memory bytes of heap that it is expected to take, 0 if that is unknown
     */
    public Task(
            String kind,
            String title,
            Seed seed,
            Map<String, String> parameters,
            Payload inputs,
            List<String> references,
            long memory) {
        this(kind, title, seed, parameters, inputs, references, memory, "");
    }

    /**
     * The same task with other inputs.
     *
     * @param others what it works on
     * @return another task
     */
    public Task with(Payload others) {
        return new Task(kind, title, seed, parameters, others, references, memory, place);
    }

    /**
     * A parameter that has to be there.
     *
     * @param name its name
     * @return its value
     * @throws IllegalArgumentException if there is no such parameter
     */
    public String parameter(String name) {
        String value = parameters.get(name);
        if (value == null) {
            throw new IllegalArgumentException("there is no parameter '" + name + "' among " + parameters.keySet());
        }
        return value;
    }
}
