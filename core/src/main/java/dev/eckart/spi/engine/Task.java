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
 * @param parameters what the kind is told, names of plug-ins among it
 * @param inputs what it works on, as far as that is small; a part that is the same array in several tasks reaches each process
 *     once
 * @param references paths of what is large; every machine must see them under the same name
 * @param memory bytes of heap that it is expected to take, 0 if nobody knows
 * @param place a name that tasks have in common of which one can use what another one has made; an engine does well to carry
 *     them out in one process. Empty if there is nothing such
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

    /** A task that can be carried out anywhere. */
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
     * The same task, given something else.
     *
     * @param others what it works on
     * @return another task
     */
    public Task with(Payload others) {
        return new Task(kind, title, seed, parameters, others, references, memory, place);
    }

    /**
     * A parameter that there must be.
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
