package dev.eckart.app.onnx.observe;

import dev.eckart.app.onnx.data.Samples;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Samples in batches that fit into memory with all that is looked at.
 *
 * @param samples the samples
 * @param done told after each batch how many samples have been looked at
 */
record Stream(Samples samples, IntConsumer done) {
    /** Numbers of a batch that are looked at: 32 MiB in float64. */
    private static final int MOST_NUMBERS = 1 << 22;

    private static final int MOST_SAMPLES = 64;

    /** Looks at a batch. */
    interface Look {
        /** Tells how many numbers were looked at; the share is the batch's of all samples. */
        long at(Samples.Batch batch, double share);
    }

    /** Looks at each batch; the first is small and tells how large the others can be. */
    void forEach(Look look) {
        List<Samples.Batch> batches = samples.batches(1);
        if (batches.isEmpty()) {
            return;
        }
        Samples.Batch first = batches.get(0);
        long numbers = Math.max(1, look.at(first, share(first)));
        done.accept(first.to());
        if (first.to() < samples.count()) {
            Samples rest = samples.slice(first.to(), samples.count());
            int size = (int) Math.max(1, Math.min(MOST_SAMPLES, MOST_NUMBERS / numbers));
            rest.batches(size).forEach(batch -> {
                look.at(batch, share(batch));
                done.accept(first.to() + batch.to());
            });
        }
    }

    private double share(Samples.Batch batch) {
        return (double) batch.count() / samples.count();
    }
}
