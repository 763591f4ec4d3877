package dev.eckart.infer;

import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Finds the fastest of networks that compute the same. */
final class Fastest {
    /** A turn of measuring, for each network. */
    private static final Duration TURN = Duration.ofMillis(20);

    /** However long one takes. */
    private static final int FEWEST_ROUNDS = 3;

    /** One that still gets faster by more than this share from turn to turn is not compiled by the JIT compiler yet. */
    private static final double UNSETTLED = 0.05;

    /** Machines are met that are too busy to settle. */
    private static final int MOST_TURNS = 8;

    private Fastest() {}

    /** The one whose fastest run over all batches is the shortest: that one was disturbed least. They take turns. */
    static CompiledNetwork of(List<CompiledNetwork> networks, List<Tensor> batches) {
        Tensor first = batches.get(0);
        Tensor results =
                Tensors.zeros(first.precision(), first.rows(), networks.get(0).outputs());
        long[] fastest = new long[networks.size()];
        Arrays.fill(fastest, Long.MAX_VALUE);
        boolean settled = false;
        for (int turn = 0; !settled && turn < MOST_TURNS; turn++) {
            long[] before = fastest.clone();
            turn(networks, batches, results, fastest);
            settled = IntStream.range(0, fastest.length).allMatch(i -> fastest[i] > (1 - UNSETTLED) * before[i]);
        }
        return IntStream.range(0, fastest.length).reduce((a, b) -> fastest[b] < fastest[a] ? b : a).stream()
                .mapToObj(networks::get)
                .findFirst()
                .orElseThrow();
    }

    /** As much time for each, and not as many rounds: slow ones would leave the others too few to be compiled in. */
    private static void turn(List<CompiledNetwork> networks, List<Tensor> batches, Tensor results, long[] fastest) {
        long[] spent = new long[fastest.length];
        boolean goesOn = true;
        for (int round = 0; goesOn; round++) {
            goesOn = false;
            for (int i = 0; i < fastest.length; i++) {
                if (round < FEWEST_ROUNDS || spent[i] < TURN.toNanos()) {
                    long start = System.nanoTime();
                    CompiledNetwork network = networks.get(i);
                    batches.forEach(batch -> network.apply(batch, results));
                    long time = System.nanoTime() - start;
                    spent[i] += time;
                    fastest[i] = Math.min(fastest[i], time);
                    goesOn = true;
                }
            }
        }
    }
}
