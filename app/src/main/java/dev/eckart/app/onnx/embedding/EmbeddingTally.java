package dev.eckart.app.onnx.embedding;

import dev.eckart.app.onnx.data.SampleBatch;
import dev.eckart.app.onnx.runtime.Output;
import dev.eckart.app.onnx.runtime.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

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
     * @throws dev.eckart.app.onnx.model.OnnxException if an output has not the form that embeddings are made of
     */
    public void add(Map<String, Output> was, Map<String, Output> is, SampleBatch batch, Map<String, Values> given) {
        before.addAll(output.vectors(was, given, batch));
        after.addAll(output.vectors(is, given, batch));
        Arrays.stream(batch.samples().numbers(), batch.from(), batch.to()).forEach(numbers::add);
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
