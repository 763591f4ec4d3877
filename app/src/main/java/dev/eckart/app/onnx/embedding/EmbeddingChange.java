package dev.eckart.app.onnx.embedding;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * How the embeddings of two models differ on the same samples.
 *
 * @param reading what they were made of, for a person
 * @param samples how many
 * @param change one less the cosine between the embeddings of a sample, the mean over the samples
 * @param cosine the same as a cosine: 1 where nothing changed
 * @param worst the smallest cosine of a sample
 * @param undirected samples of which an embedding is zero or not finite in either model; the cosine of those of which
 *     only one is counts as 0
 * @param cosines how many samples have which cosine
 * @param neighbours what became of nearest neighbours; empty of too few samples
 * @param pairs how well pairs of other samples are ranked; empty if there are none
 */
public record EmbeddingChange(
        String reading,
        int samples,
        double change,
        double cosine,
        double worst,
        int undirected,
        List<Bin> cosines,
        Optional<NeighbourChange> neighbours,
        Optional<RankCorrelation> pairs) {
    /** Widths of a bin, of which the first is taken that covers all cosines with few of them. */
    private static final List<Double> WIDTHS = List.of(0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1);

    private static final int MOST_BINS = 12;

    /**
     * Samples whose cosines are near each other.
     *
     * @param from the smallest cosine that belongs to it
     * @param to all are below, but those of the last bin
     * @param count how many samples
     */
    public record Bin(double from, double to, int count) {}

    static EmbeddingChange of(String reading, Embeddings before, Embeddings after, int[] numbers) {
        double[] changes = IntStream.range(0, before.count())
                .mapToDouble(i -> before.change(after, i))
                .toArray();
        double change = Arrays.stream(changes).average().orElseThrow();
        double largest = Arrays.stream(changes).max().orElseThrow();
        int undirected = (int) IntStream.range(0, before.count())
                .filter(i -> !before.isDirected(i) || !after.isDirected(i))
                .count();
        return new EmbeddingChange(
                reading,
                before.count(),
                change,
                1 - change,
                1 - largest,
                undirected,
                bins(changes, largest),
                NeighbourChange.of(before, after, numbers),
                Optional.empty());
    }

    /**
     * The same where it is known what samples are.
     *
     * @param text what the sample of a number is, if that can be said
     * @return another one
     */
    public EmbeddingChange with(IntFunction<Optional<String>> text) {
        return new EmbeddingChange(
                reading,
                samples,
                change,
                cosine,
                worst,
                undirected,
                cosines,
                neighbours.map(found -> found.with(text)),
                pairs);
    }

    /**
     * The same with more that is known.
     *
     * @param ranked how well pairs of other samples are ranked
     * @return another one
     */
    public EmbeddingChange with(RankCorrelation ranked) {
        return new EmbeddingChange(
                reading, samples, change, cosine, worst, undirected, cosines, neighbours, Optional.of(ranked));
    }

    private static List<Bin> bins(double[] changes, double largest) {
        double width = WIDTHS.stream()
                .filter(one -> largest < one * MOST_BINS)
                .findFirst()
                .orElse(0.2);
        int count = (int) (largest / width) + 1;
        int[] counts = new int[count];
        for (double change : changes) {
            counts[(int) (change / width)]++;
        }
        return IntStream.range(0, count)
                .mapToObj(i -> new Bin(edge(i + 1, width), edge(i, width), counts[i]))
                .sorted(Comparator.comparing(Bin::from))
                .toList();
    }

    /** All widths are so many thousandths. */
    private static double edge(int bins, double width) {
        return (1000 - Math.rint(1000 * width) * bins) / 1000;
    }
}
