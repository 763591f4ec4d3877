package dev.eckart.app.batch;

import dev.eckart.spi.train.Batch;
import dev.eckart.spi.train.Batches;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.FutureTask;

/** Makes the batches on a thread of its own, ahead of their use; they come in the same order with the same bits. */
final class AheadStream implements Batches.Stream {
    private final BatchSource source;
    private final BlockingQueue<Slot> free;
    private final BlockingQueue<FutureTask<Slot>> ready;
    private final Thread thread;
    private final List<Slot> out = new ArrayList<>(1);
    private int taken;

    AheadStream(BatchSource source) {
        this.source = source;
        this.free = new ArrayBlockingQueue<>(source.slots().size() + 1, false, source.slots());
        this.ready = new ArrayBlockingQueue<>(source.slots().size() + 1);
        this.thread = new Thread(this::produce, "eckart-augmentation");
        this.thread.setDaemon(true);
        this.thread.start();
    }

    private void produce() {
        try {
            for (int batch = 0; batch < source.count(); batch++) {
                Slot slot = free.take();
                int number = batch;
                // A task carries what filling throws to whoever asks for the batch.
                FutureTask<Slot> task = new FutureTask<>(() -> source.fill(slot, number));
                task.run();
                ready.put(task);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public Optional<Batch> next() {
        free.addAll(out);
        out.clear();
        if (taken == source.count()) {
            return Optional.empty();
        }
        Slot slot = await();
        // The shorter last batch has its own memory, used once an epoch: it does not go back.
        if (!source.isRemainder(taken)) {
            out.add(slot);
        }
        taken++;
        return Optional.of(slot.batch());
    }

    private Slot await() {
        try {
            return ready.take().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a batch", e);
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException("a batch could not be made: " + e.getCause(), e.getCause());
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
