package dev.eckart.app.batch;

import java.util.List;

/**
 * The batches of one epoch by number.
 *
 * @param filler fills them
 * @param slots memory of the full batches
 * @param remainder memory of the last batch, if it is shorter than the others
 * @param count batches in the epoch
 */
record BatchSource(BatchFiller filler, List<Slot> slots, List<Slot> remainder, int count) {
    boolean isRemainder(int batch) {
        return batch == count - 1 && !remainder.isEmpty();
    }

    Slot fill(Slot slot, int batch) {
        Slot used = isRemainder(batch) ? remainder.get(0) : slot;
        filler.fill(used, batch * slots.get(0).rows());
        return used;
    }
}
