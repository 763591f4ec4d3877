package dev.eckart.app.config;

/** Which factorisations are kept. */
public enum KeepFactors {
    /** All that the allocator has chosen. */
    ALWAYS,
    /** Those that are measured faster than the layer they replace; the other layers stay dense. */
    FASTER
}
