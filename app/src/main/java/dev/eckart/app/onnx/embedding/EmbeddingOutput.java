package dev.eckart.app.onnx.embedding;

import dev.eckart.app.onnx.data.Padding;
import dev.eckart.app.onnx.data.SampleBatch;
import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.runtime.ModelSession;
import dev.eckart.app.onnx.runtime.Output;
import dev.eckart.app.onnx.runtime.Values;
import dev.eckart.app.onnx.tensor.OnnxException;
import dev.eckart.registry.Nearest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The output of a model that embeddings are made of, and how.
 *
 * @param kind which rows they are made of
 * @param output its name
 * @param mask input that is 0 at positions that do not count; all count without one
 */
public record EmbeddingOutput(Pooling.Kind kind, String output, Optional<String> mask) {
    /**
     * Finds it by running the model on a sample: the first output of floating point numbers that has a row for each
     * position of the mask or, if no rows are pooled, one row.
     *
     * @param model the model
     * @param samples what it is run on, at least one
     * @param pooling how embeddings are made
     * @param named the output, if it is said and the pooling does not say it
     * @return the output
     * @throws OnnxException if it has none of that name or form, or the run fails
     */
    public static EmbeddingOutput of(ModelSession model, Samples samples, Pooling pooling, Optional<String> named) {
        Optional<String> said = pooling.output().or(() -> named);
        pooling.output().ifPresent(name -> requireKnown(name, model.outputs()));
        named.ifPresent(model::requireOutput);
        Optional<String> mask = pooling.kind() == Pooling.Kind.NONE ? Optional.empty() : Padding.maskOf(samples);
        SampleBatch one = samples.slice(0, 1).batches(1).get(0);
        Map<String, Values> given = one.values();
        Map<String, Output> outputs = model.answer(given, Set.copyOf(model.outputs()));
        List<String> others = new ArrayList<>();
        for (String name : said.map(List::of).orElse(model.outputs())) {
            EmbeddingOutput found = new EmbeddingOutput(pooling.kind(), name, mask);
            Optional<Values> rows = found.rows(outputs, one);
            if (rows.isPresent() && found.fits(rows.get(), found.counted(given, one))) {
                return found;
            }
            others.add("'" + name + "' is "
                    + rows.map(values -> Arrays.toString(values.dims())).orElse("no floating point numbers by sample"));
        }
        throw new OnnxException("no embeddings can be made of what the model gives for a sample: "
                + String.join(", ", others) + ", where "
                + (pooling.kind() == Pooling.Kind.NONE
                        ? "one row of numbers is needed"
                        : "a row of numbers for each "
                                + mask.map(name -> "position of input '" + name + "'")
                                        .orElse("position") + " is needed, of which the "
                                + pooling.kind().word() + " is taken"));
    }

    /** What is no word for a pooling is the name of an output, and may have been meant for either. */
    private static void requireKnown(String name, List<String> outputs) {
        if (!outputs.contains(name)) {
            List<String> all = new ArrayList<>(Pooling.words());
            all.addAll(outputs);
            throw new OnnxException("'" + name + "' is neither a pooling nor an output of the model"
                    + Nearest.didYouMean(name, all) + "; there are " + String.join(", ", all));
        }
    }

    /** The numbers of the output, samples first; empty of anything else than floating point numbers. */
    private Optional<Values> rows(Map<String, Output> outputs, SampleBatch batch) {
        return outputs.get(output) instanceof Output.Numbers numbers && !numbers.whole()
                ? batch.bySample(numbers.values()).map(this::alone)
                : Optional.empty();
    }

    /** What has one row a sample may have it along any axis. */
    private Values alone(Values values) {
        boolean one = kind == Pooling.Kind.NONE
                && values.dims().length > 1
                && Arrays.stream(values.dims()).skip(1).filter(dim -> dim > 1).count() == 1;
        return one ? values.shaped(values.dims()[0], values.numbers().length / values.dims()[0]) : values;
    }

    private boolean fits(Values rows, Optional<Values> counted) {
        long[] dims = rows.dims();
        return kind == Pooling.Kind.NONE
                ? dims.length == 2 && dims[1] > 1
                : dims.length == 3
                        && dims[2] > 1
                        && counted.map(mask -> mask.dims()[1] == dims[1]).orElse(true);
    }

    private Optional<Values> counted(Map<String, Values> given, SampleBatch batch) {
        return mask.flatMap(name -> batch.bySample(given.get(name)));
    }

    /**
     * Makes embeddings.
     *
     * @param outputs what the model made of a batch
     * @param given what it was given
     * @param batch the batch
     * @return a vector for each sample that is not there twice; zeros where no position counts
     * @throws OnnxException if the output has not the form in which it was found
     */
    List<double[]> vectors(Map<String, Output> outputs, Map<String, Values> given, SampleBatch batch) {
        Optional<Values> counted = counted(given, batch);
        Values rows = rows(outputs, batch)
                .filter(found -> fits(found, counted))
                .orElseThrow(
                        () -> new OnnxException(
                                "output '" + output
                                        + "' has not the same form for all samples and models, so that no embeddings can be made of it"));
        int positions = kind == Pooling.Kind.NONE ? 1 : (int) rows.dims()[1];
        return IntStream.range(0, batch.count())
                .mapToObj(sample -> vector(rows, counted, sample, positions))
                .toList();
    }

    private double[] vector(Values rows, Optional<Values> counted, int sample, int positions) {
        int[] taken = IntStream.range(sample * positions, (sample + 1) * positions)
                .filter(row -> counted.map(mask -> mask.numbers()[row] != 0).orElse(true))
                .toArray();
        int width = rows.axis(1);
        double[] vector = new double[width];
        int from = kind == Pooling.Kind.LAST ? Math.max(0, taken.length - 1) : 0;
        int to = kind == Pooling.Kind.FIRST ? Math.min(1, taken.length) : taken.length;
        for (int i = from; i < to; i++) {
            for (int j = 0; j < width; j++) {
                vector[j] += rows.numbers()[taken[i] * width + j];
            }
        }
        return vector;
    }

    /**
     * What embeddings are, for a person.
     *
     * @return a few words
     */
    public String text() {
        String rows = switch (kind) {
            case MEAN -> "the mean of output '" + output + "' over all positions";
            case FIRST -> "output '" + output + "' at the first position";
            case LAST -> "output '" + output + "' at the last position";
            case NONE -> "output '" + output + "'";
        };
        return rows + mask.map(name -> " where input '" + name + "' is not 0").orElse("");
    }
}
