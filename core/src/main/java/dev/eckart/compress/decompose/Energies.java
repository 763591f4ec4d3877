package dev.eckart.compress.decompose;

import java.util.Arrays;

/** Energies of the directions of a layer: squared singular values, descending. */
public final class Energies {
    private Energies() {}

    /**
     * The smallest rank that keeps a share of the energy.
     *
     * @param energies squared singular values, descending
     * @param share what to keep, 0 to 1
     * @return how many of the first make that share: from 0 for a share of 0 to all of them
     */
    public static int rankKeeping(double[] energies, double share) {
        double wanted = share * Arrays.stream(energies).sum();
        double kept = 0;
        int rank = 0;
        while (rank < energies.length && kept < wanted) {
            kept += energies[rank++];
        }
        return rank;
    }
}
