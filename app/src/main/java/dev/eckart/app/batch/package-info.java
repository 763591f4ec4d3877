/**
 * Turns pictures into batches: shuffled, augmented, scaled to 0..1, ahead of the training step.
 *
 * <p>Depends on core and on {@code dev.eckart.app.data}'s {@code Pictures}. Invariant: a picture's augmentation depends
 * on the seed, the epoch and the picture only, never on threads or on the order of the batches.
 */
package dev.eckart.app.batch;
