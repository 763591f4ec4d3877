package dev.eckart.app.experiment;

/** How carefully a network is timed as it is done. */
public enum Timing {
    /** In turn with the base, each on its fastest way, until compiled code and caches have settled: a second or two. */
    CAREFUL,
    /** Alone and a few times: where all networks are timed side by side in the end, or nobody reads the times. */
    ROUGH
}
