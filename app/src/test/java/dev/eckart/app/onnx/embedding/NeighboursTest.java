package dev.eckart.app.onnx.embedding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The nearest neighbours of embeddings among each other. */
class NeighboursTest {
    private static Embeddings random(int count, int width, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return Embeddings.of(IntStream.range(0, count)
                .mapToObj(i -> random.doubles(width, -1, 1).toArray())
                .toList());
    }

    @Test
    void theyAreThoseOfTheLargestCosines() {
        Embeddings embeddings = random(301, 7, 5);
        Neighbours found = Neighbours.of(embeddings, 10);
        for (int sample : List.of(0, 1, 64, 150, 300)) {
            int one = sample;
            int[] expected = IntStream.range(0, 301)
                    .filter(i -> i != one)
                    .boxed()
                    .sorted(Comparator.comparing(i -> -embeddings.cosine(one, i)))
                    .limit(10)
                    .mapToInt(Integer::intValue)
                    .toArray();
            assertArrayEquals(expected, found.nearest()[sample]);
        }
        assertEquals(1, found.recall(found));
    }

    /** Four directions, each there several times: of equal ones the first samples are taken. */
    @Test
    void ofTiesTheFirstAreNearest() {
        double[][] axes = {{1, 0}, {0, 1}, {-1, 0}, {0, -1}};
        Embeddings embeddings =
                Embeddings.of(IntStream.range(0, 16).mapToObj(i -> axes[i % 4]).toList());
        assertArrayEquals(
                new int[] {4, 8, 12, 1, 3}, Neighbours.of(embeddings, 5).nearest()[0]);
        assertArrayEquals(
                new int[] {0, 4, 12, 1, 3}, Neighbours.of(embeddings, 5).nearest()[8]);
    }

    /** Whatever the samples are called, they have the same neighbours; whatever the axes are called, too. */
    @Test
    void anotherOrderIsNoOtherNeighbourhood() {
        Embeddings embeddings = random(40, 6, 8);
        Embeddings turned = Embeddings.of(Arrays.stream(embeddings.units())
                .map(unit -> new double[] {unit[5], -unit[4], unit[3], unit[0], unit[1], unit[2]})
                .toList());
        assertEquals(1, Neighbours.of(embeddings, 10).recall(Neighbours.of(turned, 10)));
        List<double[]> reversed =
                IntStream.range(0, 40).mapToObj(i -> embeddings.units()[39 - i]).toList();
        int[] there = Neighbours.of(Embeddings.of(reversed), 10).nearest()[0];
        assertArrayEquals(
                Neighbours.of(embeddings, 10).nearest()[39],
                Arrays.stream(there).map(i -> 39 - i).toArray());
    }

    /** Of three neighbours of each of four samples all are shared; of one, those of the first two are. */
    @Test
    void recallIsTheShareThatIsFoundAgain() {
        Neighbours before = new Neighbours(new int[][] {{1, 2}, {0, 2}, {3, 0}, {2, 1}});
        Neighbours after = new Neighbours(new int[][] {{2, 1}, {0, 3}, {1, 3}, {0, 1}});
        assertEquals((2 + 1 + 1 + 1) / 8.0, before.recall(after));
        assertEquals(1, before.shared(after, 1));
    }
}
