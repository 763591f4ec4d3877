package dev.eckart.backend.nd4j;

import dev.eckart.tensor.Tensor;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.nd4j.linalg.api.ops.OpContext;

/**
 * The mirrors of tensors, by identity.
 *
 * <p>Native memory must not wait for the garbage collector, which sees only the heap. What is kept is bounded instead:
 * beyond the limit all mirrors are closed, and those still needed are made again, which costs next to nothing once in
 * hundreds of products.
 */
final class Mirrors {
    /** Hundreds of times what a training step needs; bounds what small tensors cost besides their elements. */
    static final int MAXIMAL_COUNT = 1024;

    private final long maximalBytes;
    private final Map<Tensor, Mirror> mirrors = new IdentityHashMap<>();
    private final Map<Product, OpContext> products = new HashMap<>();
    private long bytes;

    /** Keeps so many bytes between products; one product may go beyond that by its own operands. */
    Mirrors(long maximalBytes) {
        this.maximalBytes = maximalBytes;
    }

    /** The mirror of a tensor, which may be behind it. */
    Mirror of(Tensor tensor) {
        return mirrors.computeIfAbsent(tensor, key -> {
            bytes += (long) key.size() * key.precision().bytes();
            return new Mirror(key);
        });
    }

    /** The arguments of a product, made once: that takes as long as the product of a small layer. */
    OpContext arguments(Product product) {
        return products.computeIfAbsent(product, Product::arguments);
    }

    /** Closes all if they are too many. No mirror handed out before may be used afterwards. */
    void trim() {
        if (bytes > maximalBytes || mirrors.size() > MAXIMAL_COUNT || products.size() > MAXIMAL_COUNT) {
            mirrors.values().forEach(mirror -> mirror.array.close());
            mirrors.clear();
            products.clear();
            bytes = 0;
        }
    }
}
