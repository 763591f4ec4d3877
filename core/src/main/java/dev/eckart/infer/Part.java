package dev.eckart.infer;

import dev.eckart.tensor.Precision;

/** A linear function within a chain of them, before it is decided which ones are merged. */
sealed interface Part permits LinearMap, Sides {
    /** Width of its input. */
    int inputs();

    /** Width of its output. */
    int outputs();

    /** Multiply-accumulates a sample. */
    long macs();

    /** The same function as one matrix. */
    LinearMap dense();

    /** The stage that computes it, each element rounded. */
    Stage stage(Precision precision, boolean rectified);
}
