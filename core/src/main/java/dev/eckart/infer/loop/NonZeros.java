package dev.eckart.infer.loop;

/** Finds which numbers of a sample count: of pictures and of rectified outputs, most are 0. */
final class NonZeros {
    private NonZeros() {}

    /**
     * Collects the places of numbers that are not 0, NaN among them. Four zeros are left behind at once, because zeros come in
     * runs; which of four count is found without a branch, because a processor could not foresee it.
     *
     * @param x numbers
     * @param start the first one
     * @param count how many
     * @param places is given the places, counted from the first one; of at least as many elements as numbers
     * @return how many places there are
     */
    static int collect(float[] x, int start, int count, int[] places) {
        int found = 0;
        int i = 0;
        for (; i + 4 <= count; i += 4) {
            int a = bits(x[start + i]);
            int b = bits(x[start + i + 1]);
            int c = bits(x[start + i + 2]);
            int d = bits(x[start + i + 3]);
            if ((a | b | c | d) != 0) {
                places[found] = i;
                found += isNotZero(a);
                places[found] = i + 1;
                found += isNotZero(b);
                places[found] = i + 2;
                found += isNotZero(c);
                places[found] = i + 3;
                found += isNotZero(d);
            }
        }
        for (; i < count; i++) {
            places[found] = i;
            found += isNotZero(bits(x[start + i]));
        }
        return found;
    }

    /** Whether one of four numbers is not 0. */
    static boolean any(float a, float b, float c, float d) {
        return (bits(a) | bits(b) | bits(c) | bits(d)) != 0;
    }

    /** All places. */
    static int all(int count, int[] places) {
        for (int i = 0; i < count; i++) {
            places[i] = i;
        }
        return count;
    }

    /** Without its sign, which zeros have too. */
    private static int bits(float number) {
        return Float.floatToRawIntBits(number) << 1;
    }

    private static int isNotZero(int bits) {
        return (bits | -bits) >>> 31;
    }
}
