package dev.eckart.app.data;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * Whether and how to download.
 *
 * @param offline whether no connection may be opened
 * @param mirrors addresses to use instead of the published ones, in order; none for the published ones
 * @param patience how long to wait for an answer, and for more data, before giving up on a mirror
 * @param listener is told of the progress
 */
public record Downloads(boolean offline, List<URI> mirrors, Duration patience, DownloadListener listener) {
    /** How long a mirror may keep us waiting unless told otherwise. */
    public static final Duration PATIENCE = Duration.ofSeconds(5);

    /**
     * Checks the mirrors.
     *
     * @param mirrors addresses to use instead of the published ones, copied
     * @throws DataException if one is not an http or https address
     */
    public Downloads {
        mirrors = List.copyOf(mirrors);
        for (URI mirror : mirrors) {
            if (!List.of("http", "https").contains(String.valueOf(mirror.getScheme())) || mirror.getHost() == null) {
                throw new DataException(
                        "the mirror '" + mirror + "' is not an http or https address; write it as https://host/path/");
            }
        }
    }

    /**
     * The published mirrors.
     *
     * @param listener is told of the progress
     * @return downloads with the usual patience
     */
    public static Downloads online(DownloadListener listener) {
        return new Downloads(false, List.of(), PATIENCE, listener);
    }

    /**
     * No downloads at all.
     *
     * @return downloads that never happen
     */
    public static Downloads none() {
        return new Downloads(true, List.of(), PATIENCE, (file, done, total) -> {});
    }
}
