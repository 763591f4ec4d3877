package dev.eckart.app.onnx.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.app.onnx.tensor.OnnxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AbreastTest {
    private static final int COUNT = 20;

    private final Set<Integer> open = ConcurrentHashMap.newKeySet();

    /** A result that is open until somebody closes it. */
    private final class Opened implements Abreast.Result {
        private final int number;

        Opened(int number) {
            this.number = number;
            open.add(number);
        }

        @Override
        public void close() {
            open.remove(number);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 8})
    void noMoreThreadsAreSharedOutThanThereAre(int threads) {
        Abreast abreast = Abreast.of(threads);
        assertTrue(abreast.runs() * abreast.threads() <= threads && abreast.threads() >= 1, abreast.toString());
    }

    /** Whichever run ends first, they are looked at in order and by one thread, and few are there at a time. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void runsAreLookedAtInOrder(int threads) {
        List<Integer> seen = new ArrayList<>();
        Set<Thread> lookers = ConcurrentHashMap.newKeySet();
        Abreast.of(threads)
                .each(
                        3,
                        3 + COUNT,
                        number -> {
                            long work = number % 2 == 0 ? 100_000 : 10;
                            assertTrue(IntStream.iterate(number, i -> i * 31 + 1)
                                            .limit(work)
                                            .sum()
                                    != 1);
                            return new Opened(number);
                        },
                        (number, made) -> {
                            assertEquals(number, made.number);
                            assertTrue(open.contains(number) && open.size() <= threads + 1, open::toString);
                            lookers.add(Thread.currentThread());
                            seen.add(number);
                        });
        assertEquals(IntStream.range(3, 3 + COUNT).boxed().toList(), seen);
        assertEquals(Set.of(Thread.currentThread()), lookers);
        assertEquals(Set.of(), open);
    }

    @Test
    void whatARunFailsWithIsToldAndNothingStaysOpen() {
        List<Integer> seen = new ArrayList<>();
        OnnxException failure = assertThrows(
                OnnxException.class,
                () -> Abreast.of(2)
                        .each(
                                0,
                                COUNT,
                                number -> {
                                    if (number == 5) {
                                        throw new OnnxException("the sixth");
                                    }
                                    return new Opened(number);
                                },
                                (number, made) -> seen.add(number)));
        assertEquals("the sixth", failure.getMessage());
        assertEquals(List.of(0, 1, 2, 3, 4), seen);
        assertEquals(Set.of(), open);
    }

    @Test
    void whoFailsToLookStopsTheRuns() {
        Set<Integer> made = ConcurrentHashMap.newKeySet();
        assertThrows(
                IllegalStateException.class,
                () -> Abreast.of(2)
                        .each(
                                0,
                                COUNT,
                                number -> {
                                    made.add(number);
                                    return new Opened(number);
                                },
                                (number, result) -> {
                                    throw new IllegalStateException();
                                }));
        assertTrue(made.size() <= 3, made::toString);
        assertEquals(Set.of(), open);
    }
}
