package dev.eckart.spi.compress;

import dev.eckart.tensor.Tensor;
import java.util.function.Supplier;

/**
 * Keeps matrices until they are asked for, outside the heap perhaps: of the factors of all layers few are needed in the end.
 *
 * <p>A store and what it returns may be used by several threads.
 */
@FunctionalInterface
public interface MatrixStore {
    /** Keeps matrices where they are, on the heap. */
    MatrixStore MEMORY = matrix -> () -> matrix;

    /**
     * Keeps a matrix.
     *
     * @param matrix the matrix; nobody changes it from now on
     * @return the same numbers whenever they are asked for; nobody changes what is returned
     * @throws dev.eckart.spi.EckartException if there is no room for it
     */
    Supplier<Tensor> keep(Tensor matrix);
}
