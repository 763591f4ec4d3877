package dev.eckart.app.batch;

import dev.eckart.app.data.Pictures;
import dev.eckart.spi.Seed;

/** Fills batches with the pictures of one epoch, in its order. */
final class BatchFiller {
    private final Pictures pictures;
    private final int[] order;
    private final Seed seed;
    private final Warp warp;
    private final int[] moved;

    BatchFiller(Pictures pictures, Augmentation augmentation, int[] order, Seed seed) {
        this.pictures = pictures;
        this.order = order;
        this.seed = seed;
        this.warp = new Warp(augmentation, pictures.height(), pictures.width());
        this.moved = new int[pictures.height() * pictures.width()];
    }

    void fill(Slot slot, int start) {
        for (int row = 0; row < slot.rows(); row++) {
            int picture = order[start + row];
            warp.apply(pictures.pixels(), picture * moved.length, seed.split(picture), moved);
            slot.set(row, moved, pictures.label(picture));
        }
    }
}
