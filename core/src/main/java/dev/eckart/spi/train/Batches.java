package dev.eckart.spi.train;

import java.util.Optional;

/** Samples in batches, epoch by epoch. Asking for the same epoch twice gives the same batches, bit for bit. */
public interface Batches {
    /**
     * Samples in an epoch.
     *
     * @return at least 1
     */
    int samples();

    /**
     * Batches in an epoch.
     *
     * @return at least 1
     */
    int count();

    /**
     * The batches of one epoch, in order.
     *
     * @param epoch which one, from 1
     * @return a stream of {@link #count} batches, to be closed by the caller
     */
    Stream epoch(int epoch);

    /** Batches one after the other, for one thread. */
    interface Stream extends AutoCloseable {
        /**
         * The next batch.
         *
         * @return a batch that stays valid until the next call, or empty at the end of the epoch
         */
        Optional<Batch> next();

        /** Ends the stream early or at its end; releases its threads. */
        @Override
        void close();
    }
}
