package dev.eckart.spi.engine;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a task is given, or its result: named parts, each plain bytes. The arrays are not copied, and nobody changes them.
 *
 * @param parts content by name, in alphabetical order
 */
public record Payload(Map<String, byte[]> parts) implements Serializable {
    /** Most bytes of a part, 256 MiB: what is larger is handed over in pieces, or by a path that all machines see. */
    public static final int LARGEST = 256 << 20;

    /** Nothing at all. */
    public static final Payload NONE = new Payload(Map.of());

    private static final long serialVersionUID = 1L;

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if a part is larger than {@link #LARGEST}
     */
    public Payload {
        parts.forEach((name, content) -> {
            if (content.length > LARGEST) {
                throw new IllegalArgumentException("'" + name + "' has " + content.length
                        + " bytes, and a part may have " + LARGEST + "; hand it over in pieces, or by a path");
            }
        });
        parts = Collections.unmodifiableMap(new TreeMap<>(parts));
    }

    /**
     * The same with one part more, or another content of a part.
     *
     * @param name what it is called
     * @param content its bytes
     * @return another payload
     * @throws IllegalArgumentException if it is larger than {@link #LARGEST}
     */
    public Payload with(String name, byte[] content) {
        Map<String, byte[]> more = new TreeMap<>(parts);
        more.put(name, content);
        return new Payload(more);
    }

    /**
     * The same with a text more, in UTF-8.
     *
     * @param name what it is called
     * @param text its content
     * @return another payload
     * @throws IllegalArgumentException if it is larger than {@link #LARGEST}
     */
    public Payload with(String name, String text) {
        return with(name, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The same with other parts besides.
     *
     * @param more content by name
     * @return another payload
     * @throws IllegalArgumentException if a part is larger than {@link #LARGEST}
     */
    public Payload with(Map<String, byte[]> more) {
        Map<String, byte[]> all = new TreeMap<>(parts);
        all.putAll(more);
        return new Payload(all);
    }

    /**
     * A part that need not be there.
     *
     * @param name what it is called
     * @return its bytes, or empty if there is no such part
     */
    public Optional<byte[]> find(String name) {
        return Optional.ofNullable(parts.get(name));
    }

    /**
     * A text that has to be there.
     *
     * @param name what it is called
     * @return its content
     * @throws IllegalArgumentException if there is no such part
     */
    public String text(String name) {
        return new String(
                find(name)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "there is no part '" + name + "' among " + parts.keySet())),
                StandardCharsets.UTF_8);
    }
}
