package dev.eckart.infer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.eckart.spi.Seed;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensors;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MergingTest {
    private final SplittableRandom random = new Seed(5).random();

    @Test
    void noOtherCutsAreCheaper() {
        for (int length = 1; length <= 7; length++) {
            for (int i = 0; i < 30; i++) {
                int[] widths = random.ints(length + 1, 1, 9).toArray();
                assertEquals(cheapest(widths), cost(Merging.fewest(chain(widths))), () -> Arrays.toString(widths));
            }
        }
    }

    @Test
    void ofEqualsTheLongestRunIsTaken() {
        assertEquals(1, Merging.fewest(chain(4, 2, 4)).size(), "16 multiplications either way");
        assertEquals(2, Merging.fewest(chain(4, 1, 4)).size(), "8 are fewer than 16");
    }

    @Test
    void sidesStayWhereTheyAreCheaperThanTheLayerTheyMake() {
        Sides sides = new Sides(Tensors.zeros(Precision.FLOAT64, 6, 2), Tensors.zeros(Precision.FLOAT64, 6, 2));
        Part narrow = new LinearMap(Tensors.zeros(Precision.FLOAT64, 4, 1), Tensors.zeros(Precision.FLOAT64, 1, 1));
        Part wide = new LinearMap(Tensors.zeros(Precision.FLOAT64, 4, 9), Tensors.zeros(Precision.FLOAT64, 1, 9));
        assertEquals(6 * 6 * 2 + 6 * 2 * 2, sides.macs());
        assertEquals(36, cost(Merging.fewest(List.of(sides, narrow))), "36 in one are fewer than 96 + 4");
        assertEquals(96 + 36, cost(Merging.fewest(List.of(sides, wide))), "96 + 36 are fewer than 36 x 9");
    }

    @Test
    void oneMatrixIsMadeOfAllUnlessItMultipliesMuchOftener() {
        Sides sides = new Sides(Tensors.zeros(Precision.FLOAT64, 6, 2), Tensors.zeros(Precision.FLOAT64, 6, 2));
        Part wide = new LinearMap(Tensors.zeros(Precision.FLOAT64, 4, 9), Tensors.zeros(Precision.FLOAT64, 1, 9));
        assertEquals(36 * 9, cost(Merging.whole(List.of(sides, wide))));
        assertEquals(36 * 4, cost(Merging.whole(List.of(sides))), "sides alone are a matrix too");
        assertEquals(1, Merging.whole(chain(8, 1, 8)).size(), "64 are four times 16");
        assertEquals(2, Merging.whole(chain(64, 1, 64)).size(), "4,096 are 32 times 128");
    }

    @Test
    void anEmptyChainStaysEmpty() {
        assertEquals(List.of(), Merging.fewest(List.of()));
        assertEquals(List.of(), Merging.whole(List.of()));
    }

    private static List<Part> chain(int... widths) {
        return IntStream.range(1, widths.length)
                .<Part>mapToObj(i -> new LinearMap(
                        Tensors.zeros(Precision.FLOAT64, widths[i - 1], widths[i]),
                        Tensors.zeros(Precision.FLOAT64, 1, widths[i])))
                .toList();
    }

    private static long cost(List<Part> chain) {
        return chain.stream().mapToLong(Part::macs).sum();
    }

    /** By trying all: a bit for each inner width says whether there is a cut. */
    private static long cheapest(int... widths) {
        int last = widths.length - 1;
        long least = Long.MAX_VALUE;
        for (int cuts = 0; cuts < 1 << (last - 1); cuts++) {
            long cost = 0;
            int from = 0;
            for (int to = 1; to <= last; to++) {
                if (to == last || (cuts >> (to - 1) & 1) == 1) {
                    cost += (long) widths[from] * widths[to];
                    from = to;
                }
            }
            least = Math.min(least, cost);
        }
        return least;
    }
}
