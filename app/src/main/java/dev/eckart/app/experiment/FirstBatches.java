package dev.eckart.app.experiment;

import dev.eckart.spi.train.Batch;
import dev.eckart.spi.train.Batches;
import java.util.Optional;

/**
 * The first batches of each epoch, the very same as without this limit.
 *
 * @param all the batches of a whole epoch, all of one size but perhaps the last
 * @param limit how many to give, at least 1
 */
record FirstBatches(Batches all, int limit) implements Batches {
    @Override
    public int samples() {
        return (int) Math.min(all.samples(), (long) limit * ((all.samples() + all.count() - 1) / all.count()));
    }

    @Override
    public int count() {
        return Math.min(limit, all.count());
    }

    @Override
    public Stream epoch(int epoch) {
        Stream stream = all.epoch(epoch);
        return new Stream() {
            private int given;

            @Override
            public Optional<Batch> next() {
                return given++ < limit ? stream.next() : Optional.empty();
            }

            @Override
            public void close() {
                stream.close();
            }
        };
    }
}
