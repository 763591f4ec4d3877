package dev.eckart.app.onnx.embedding;

import dev.eckart.app.onnx.data.SampleBatch;
import dev.eckart.app.onnx.runtime.Output;
import dev.eckart.app.onnx.runtime.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Collects the embeddings that two models make, batch by batch. */
public final class EmbeddingTally {
    private final EmbeddingOutput output;
    private final List<double[]> before = new ArrayList<>();
    private final List<double[]> after = new ArrayList<>();
    private final List<Integer> numbers = new ArrayList<>();

    /**
     * Nothing yet.
     *
     * @param output what embeddings are made of
     */
    public EmbeddingTally(EmbeddingOutput output) {
        this.output = output;
    }

    /**
     * Takes in what both models made of a batch.
     *
     * @param was what the first model made of it
     * @param is what the second model made of it
     * @param batch the batch
     * @param given what both were given
     * @throws dev.eckart.app.onnx.tensor.OnnxException if an output has not the form that embeddings are made of
     */
    public void add(Map<String, Output> was, Map<String, Output> is, SampleBatch batch, Map<String, Values> given) {
        before.addAll(output.vectors(was, given, batch));
        after.addAll(output.vectors(is, given, batch));
        Arrays.stream(batch.samples().numbers(), batch.from(), batch.to()).forEach(numbers::add);
    }

    /**
     * How well either model ranks pairs, by the cosines of the embeddings of their samples.
     *
     * @param pairs the pairs, all of whose samples have been taken in, in any order
     * @return the correlations with their scores
     */
    public RankCorrelation ranked(PairSamples pairs) {
        return RankCorrelation.of(pairs, cosines(before), cosines(after));
    }

    /** What each pair's samples have for a cosine, the second one being as far behind the first as there are pairs. */
    private double[] cosines(List<double[]> vectors) {
        double[][] inOrder = new double[vectors.size()][];
        for (int i = 0; i < inOrder.length; i++) {
            inOrder[numbers.get(i)] = vectors.get(i);
        }
        Embeddings embeddings = Embeddings.of(List.of(inOrder));
        int pairs = inOrder.length / 2;
        return IntStream.range(0, pairs)
                .mapToDouble(pair -> embeddings.cosine(pair, pairs + pair))
                .toArray();
    }

    /**
     * How they differ.
     *
     * @return the difference, of at least one sample
     */
    public EmbeddingChange change() {
        return EmbeddingChange.of(
                output.text(),
                Embeddings.of(before),
                Embeddings.of(after),
                numbers.stream().mapToInt(Integer::intValue).toArray());
    }
}
