package dev.eckart.faulty;

import dev.eckart.spi.train.Batch;
import dev.eckart.spi.train.Batches;
import java.util.Optional;
import java.util.function.Function;

/**
 * Other batches, used in another way than asked.
 *
 * @param sound the other batches
 * @param epochs which epoch is asked for instead of one
 * @param change what is done to each batch
 * @param closes whether closing a stream closes the other one
 */
record WrappedBatches(
        Batches sound,
        Function<Integer, Integer> epochs,
        Function<Optional<Batch>, Optional<Batch>> change,
        boolean closes)
        implements Batches {
    @Override
    public int samples() {
        return sound.samples();
    }

    @Override
    public int count() {
        return sound.count();
    }

    @Override
    public Stream epoch(int epoch) {
        Stream stream = sound.epoch(epochs.apply(epoch));
        return new Stream() {
            @Override
            public Optional<Batch> next() {
                return change.apply(stream.next());
            }

            @Override
            public void close() {
                if (closes) {
                    stream.close();
                }
            }
        };
    }
}
