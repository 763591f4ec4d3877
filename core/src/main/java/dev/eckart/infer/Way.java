package dev.eckart.infer;

/** How a compiled network goes through its samples. */
enum Way {
    /** One by one, skipping inputs of zero. */
    SAMPLES,
    /** In tiles, feature by feature. */
    TILES,
    /** In blocks whose products are the backend's. */
    BACKEND
}
