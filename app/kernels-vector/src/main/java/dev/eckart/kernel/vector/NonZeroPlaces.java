package dev.eckart.kernel.vector;

import static dev.eckart.kernel.vector.OutputWeights.NARROW;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Finds which numbers are not 0, without a branch that depends on them: which of eight lanes count, as bits, is the number of a
 * row of a table of their places, which has a few thousand numbers.
 */
final class NonZeroPlaces {
    private static final VectorSpecies<Integer> PLACES = NARROW.withLanes(int.class);

    private static final int LANES = NARROW.length();

    private final int[] table;

    NonZeroPlaces() {
        this.table = new int[(1 << LANES) * LANES];
        for (int bits = 0; bits < 1 << LANES; bits++) {
            int found = bits * LANES;
            for (int lane = 0; lane < LANES; lane++) {
                if ((bits >> lane & 1) != 0) {
                    table[found++] = lane;
                }
            }
        }
    }

    /** What {@link #find} needs for so many numbers. */
    static int[] scratch(int numbers) {
        return new int[numbers + LANES];
    }

    /**
     * Collects the places of numbers that are not 0, NaN among them, in ascending order.
     *
     * @param places is given the places, counted from the first number
     * @return how many places there are
     */
    int find(float[] x, int start, int count, int[] places) {
        int found = 0;
        int i = 0;
        for (; i + LANES <= count; i += LANES) {
            long bits = FloatVector.fromArray(NARROW, x, start + i)
                    .compare(VectorOperators.NE, 0)
                    .toLong();
            IntVector.fromArray(PLACES, table, (int) bits * LANES).add(i).intoArray(places, found);
            found += Long.bitCount(bits);
        }
        for (; i < count; i++) {
            places[found] = i;
            found += x[start + i] != 0 ? 1 : 0;
        }
        return found;
    }
}
