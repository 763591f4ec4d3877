package dev.eckart.app.onnx.data;

import dev.eckart.spi.Seed;
import java.util.Arrays;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Some of all samples, drawn at random without replacement. Of two draws with one seed, the larger has all of the smaller.
 *
 * @param count how many there are
 * @param most how many are drawn at most
 * @param seed decides which
 */
record Sampling(int count, int most, Seed seed) {
    /** The numbers of those that are drawn, ascending. */
    int[] drawn() {
        int[] all = IntStream.range(0, count).toArray();
        if (most >= count) {
            return all;
        }
        SplittableRandom random = seed.random();
        for (int i = 0; i < most; i++) {
            int other = i + random.nextInt(count - i);
            int sample = all[other];
            all[other] = all[i];
            all[i] = sample;
        }
        int[] drawn = Arrays.copyOf(all, most);
        Arrays.sort(drawn);
        return drawn;
    }

    /** The numbers of the others, ascending. */
    int[] others() {
        Set<Integer> drawn = Arrays.stream(drawn()).boxed().collect(Collectors.toSet());
        return IntStream.range(0, count).filter(i -> !drawn.contains(i)).toArray();
    }
}
