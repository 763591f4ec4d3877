package dev.eckart.spi.layer;

import dev.eckart.spi.backend.Backend;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The backend, and the buffers that live from step to step: after {@link #rewind()} the same tensors are handed out
 * again, so that a training step allocates nothing.
 *
 * <p>For one thread.
 */
public final class Workspace {
    private final Backend backend;
    private final Map<Long, Pool> pools = new HashMap<>();

    /**
     * A workspace without buffers yet.
     *
     * @param backend the backend that layers multiply with
     */
    public Workspace(Backend backend) {
        this.backend = backend;
    }

    /**
     * The backend that layers multiply with.
     *
     * @return the backend
     */
    public Backend backend() {
        return backend;
    }

    /**
     * A buffer in the backend's precision, the caller's until the next {@link #rewind()}.
     *
     * @param rows rows, at least 1
     * @param columns columns, at least 1
     * @return a tensor of undefined content
     * @throws IllegalArgumentException if a size is below 1, or their product is more than an array can hold
     */
    public Tensor tensor(int rows, int columns) {
        return pools.computeIfAbsent((long) rows << 32 | columns, key -> new Pool())
                .next(backend, rows, columns);
    }

    /** Takes all buffers back: those that were handed out are no longer the caller's. */
    public void rewind() {
        pools.values().forEach(Pool::rewind);
    }

    /** The buffers of one shape, and how many of them are out. */
    private static final class Pool {
        private final List<Tensor> tensors = new ArrayList<>();
        private int taken;

        Tensor next(Backend backend, int rows, int columns) {
            if (taken == tensors.size()) {
                tensors.add(Tensors.zeros(backend.precision(), rows, columns));
            }
            return tensors.get(taken++);
        }

        void rewind() {
            taken = 0;
        }
    }
}
