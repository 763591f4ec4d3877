package dev.eckart.app.batch;

import dev.eckart.spi.train.Batch;
import dev.eckart.spi.train.Batches;
import java.util.Optional;

/** Makes each batch when it is asked for. */
final class InlineStream implements Batches.Stream {
    private final BatchSource source;
    private int next;

    InlineStream(BatchSource source) {
        this.source = source;
    }

    @Override
    public Optional<Batch> next() {
        if (next == source.count()) {
            return Optional.empty();
        }
        return Optional.of(source.fill(source.slots().get(0), next++).batch());
    }

    @Override
    public void close() {
        next = source.count();
    }
}
