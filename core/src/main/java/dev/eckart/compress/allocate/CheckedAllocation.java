package dev.eckart.compress.allocate;

import dev.eckart.spi.EckartException;
import dev.eckart.spi.compress.Candidate;
import dev.eckart.spi.compress.RankAllocator;
import java.util.List;

/** Asks allocators and checks their answers, so that a mistake of a plug-in is reported as the plug-in's. */
public final class CheckedAllocation {
    private CheckedAllocation() {}

    /**
     * Asks an allocator.
     *
     * @param allocator who is asked
     * @param request the layers, and how small
     * @return one candidate of each layer, in order
     * @throws EckartException if the allocator fails, or its answer is not one candidate of each layer
     */
    public static List<Candidate> of(RankAllocator allocator, RankAllocator.Request request) {
        List<Candidate> chosen = allocator.allocate(request);
        int layers = request.layers().size();
        require(
                allocator,
                chosen != null && chosen.size() == layers,
                "does not choose once for each of " + layers + " layers");
        for (int i = 0; i < layers; i++) {
            require(
                    allocator,
                    chosen.get(i) != null
                            && request.layers().get(i).candidates().contains(chosen.get(i)),
                    "chooses what layer " + (i + 1) + " does not offer: " + chosen.get(i));
        }
        return chosen;
    }

    private static void require(RankAllocator allocator, boolean holds, String mistake) {
        if (!holds) {
            throw new EckartException("allocator '" + allocator.name() + "' is wrong: it " + mistake
                    + "; choose another one, or tell its author");
        }
    }
}
