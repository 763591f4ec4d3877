package dev.eckart.spi;

import java.util.List;

/** Chooses a candidate for each layer. */
public interface RankAllocator extends Named {
    /**
     * Chooses.
     *
     * @param layers what each layer can be replaced by, in the network's order
     * @param budget how small it shall get
     * @return one candidate for each layer, in the same order
     */
    List<Candidate> allocate(List<Decomposition> layers, Budget budget);
}
