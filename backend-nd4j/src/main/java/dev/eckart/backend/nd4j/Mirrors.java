package dev.eckart.backend.nd4j;

import dev.eckart.tensor.Tensor;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The mirrors of tensors, by identity, least recently used first.
 *
 * <p>A tensor that is no longer used takes its mirror along. Since the garbage collector sees only the heap, native
 * memory is bounded besides: beyond the limit the least recently used mirrors are closed, and made again if need be.
 */
final class Mirrors {
    private static final float LOAD_FACTOR = 0.75f;

    private final long limit;
    private final Map<Key, Mirror> mirrors = new LinkedHashMap<>(64, LOAD_FACTOR, true);
    private final ReferenceQueue<Tensor> collected = new ReferenceQueue<>();
    private long bytes;

    /** Keeps at most so many bytes between products; a product may go beyond that by its own operands. */
    Mirrors(long limit) {
        this.limit = limit;
    }

    /** The mirror of a tensor, which may be behind it. */
    Mirror of(Tensor tensor) {
        return mirrors.computeIfAbsent(new Key(tensor, collected), key -> {
            Mirror mirror = new Mirror(tensor);
            bytes += mirror.bytes();
            return mirror;
        });
    }

    /** Closes what is no longer needed. No mirror handed out before may be used afterwards. */
    void trim() {
        for (Reference<?> key = collected.poll(); key != null; key = collected.poll()) {
            Mirror orphan = mirrors.remove(key);
            if (orphan != null) {
                close(orphan);
            }
        }
        Iterator<Mirror> eldest = mirrors.values().iterator();
        while (bytes > limit && eldest.hasNext()) {
            close(eldest.next());
            eldest.remove();
        }
    }

    long bytes() {
        return bytes;
    }

    private void close(Mirror mirror) {
        bytes -= mirror.bytes();
        mirror.close();
    }

    /** A tensor by identity, whatever its {@code equals} says, without keeping it. */
    private static final class Key extends WeakReference<Tensor> {
        private final int hash;

        Key(Tensor tensor, ReferenceQueue<Tensor> queue) {
            super(tensor, queue);
            hash = System.identityHashCode(tensor);
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(Object other) {
            return this == other || other instanceof Key key && get() != null && get() == key.get();
        }
    }
}
