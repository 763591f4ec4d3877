package dev.eckart.app.onnx.embedding;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What became of the nearest neighbours of samples, by the cosine of their embeddings.
 *
 * @param among how many samples they were looked for among
 * @param nearest how many neighbours of each were compared
 * @param recall share of a sample's nearest neighbours in the first model that are among those in the second model too,
 *     the mean over the samples
 * @param moved the samples that kept the fewest, fewest first
 * @param texts of the samples that are named there, by number, what they are, if they are texts
 */
public record NeighbourChange(int among, int nearest, double recall, List<Moved> moved, Map<Integer, String> texts) {
    private static final int NEAREST = 10;

    /** The work grows with the square: of so many it takes seconds. */
    private static final int MOST = 4096;

    private static final int SHOWN = 5;
    private static final int NAMED = 3;

    /**
     * A sample that has other neighbours.
     *
     * @param sample its number in the data
     * @param kept how many of its nearest neighbours it kept
     * @param before numbers of its first neighbours in the first model, nearest first
     * @param after numbers of its first neighbours in the second model
     */
    public record Moved(int sample, int kept, List<Integer> before, List<Integer> after) {}

    /** Compares the neighbours of samples, of which the first ones if there are very many; empty of too few. */
    static Optional<NeighbourChange> of(Embeddings before, Embeddings after, int[] numbers) {
        if (before.count() <= NEAREST) {
            return Optional.empty();
        }
        Neighbours was = Neighbours.of(before.first(MOST), NEAREST);
        Neighbours is = Neighbours.of(after.first(MOST), NEAREST);
        int among = was.nearest().length;
        List<Moved> moved = IntStream.range(0, among)
                .boxed()
                .filter(sample -> was.shared(is, sample) < NEAREST)
                .sorted(Comparator.comparing(sample -> was.shared(is, sample)))
                .limit(SHOWN)
                .map(sample -> new Moved(
                        numbers[sample],
                        was.shared(is, sample),
                        first(was.nearest()[sample], numbers),
                        first(is.nearest()[sample], numbers)))
                .toList();
        return Optional.of(new NeighbourChange(among, NEAREST, was.recall(is), moved, Map.of()));
    }

    /** The same where it is known what samples are. */
    NeighbourChange with(IntFunction<Optional<String>> text) {
        Map<Integer, String> known = new TreeMap<>();
        moved.stream()
                .flatMap(one -> Stream.of(List.of(one.sample()), one.before(), one.after()))
                .flatMap(List::stream)
                .forEach(sample -> text.apply(sample).ifPresent(found -> known.put(sample, found)));
        return new NeighbourChange(among, nearest, recall, moved, known);
    }

    private static List<Integer> first(int[] nearest, int[] numbers) {
        return Arrays.stream(nearest).limit(NAMED).map(i -> numbers[i]).boxed().toList();
    }
}
