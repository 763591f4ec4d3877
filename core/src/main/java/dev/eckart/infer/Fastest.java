package dev.eckart.infer;

import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Finds the fastest of networks that compute the same. */
final class Fastest {
    /** How long each network is measured in a turn. */
    private static final Duration TURN = Duration.ofMillis(20);

    /** Runs of each network in a turn, however long one takes. */
    private static final int FEWEST_ROUNDS = 3;

    /** One that still gets faster by more than this share from turn to turn is not compiled by the JIT compiler yet. */
    private static final double UNSETTLED = 0.05;

    /** On a machine that is too busy, times never settle. */
    private static final int MOST_TURNS = 8;

    /** Twice as long as the fastest: what has settled there is out of the race, however much the machine is disturbed. */
    private static final int HOPELESS = 2;

    private final List<CompiledNetwork> networks;
    private final List<Tensor> batches;
    private final Tensor results;
    private final long[] fastest;

    private Fastest(List<CompiledNetwork> networks, List<Tensor> batches) {
        Tensor first = batches.get(0);
        this.networks = networks;
        this.batches = batches;
        this.results =
                Tensors.zeros(first.precision(), first.rows(), networks.get(0).outputs());
        this.fastest = new long[networks.size()];
        Arrays.fill(fastest, Long.MAX_VALUE);
    }

    /** The one whose fastest run over all batches is the shortest: that one was disturbed least. They take turns. */
    static CompiledNetwork of(List<CompiledNetwork> networks, List<Tensor> batches) {
        Fastest race = new Fastest(networks, batches);
        return networks.get(race.winner());
    }

    private int winner() {
        List<Integer> contenders = IntStream.range(0, fastest.length).boxed().toList();
        boolean settled = false;
        for (int turn = 0; !settled && contenders.size() > 1 && turn < MOST_TURNS; turn++) {
            long[] before = fastest.clone();
            turn(contenders);
            Predicate<Integer> steady = i -> fastest[i] > (1 - UNSETTLED) * before[i];
            settled = contenders.stream().allMatch(steady);
            long best = fastest[first(contenders)];
            contenders = contenders.stream()
                    .filter(steady.negate().or(i -> fastest[i] < HOPELESS * best))
                    .toList();
        }
        return first(contenders);
    }

    private int first(List<Integer> contenders) {
        return contenders.stream()
                .min(Comparator.comparingLong(i -> fastest[i]))
                .orElseThrow();
    }

    /** As much time for each, and not as many rounds: slow ones would leave the others too few to be compiled in. */
    private void turn(List<Integer> contenders) {
        long[] spent = new long[fastest.length];
        boolean goesOn = true;
        for (int round = 0; goesOn; round++) {
            goesOn = false;
            for (int i : contenders) {
                if (round < FEWEST_ROUNDS || spent[i] < TURN.toNanos()) {
                    long time = time(networks.get(i));
                    spent[i] += time;
                    fastest[i] = Math.min(fastest[i], time);
                    goesOn = true;
                }
            }
        }
    }

    private long time(CompiledNetwork network) {
        long start = System.nanoTime();
        batches.forEach(batch -> network.apply(batch, results));
        return System.nanoTime() - start;
    }
}
