package dev.eckart.app.modeljob.input;

import dev.eckart.app.config.ConfigurationException;
import dev.eckart.app.onnx.embedding.Pooling;
import dev.eckart.app.onnx.measure.OutputChoice;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What ONNX models are run on, as it was asked for.
 *
 * @param data a data set, a directory of one, or a file of arrays; none if not given
 * @param text texts, in the place of data; none if not given
 * @param scale what becomes of pixels, if it is said
 * @param layout the order of the axes of pictures in a file of arrays, if it is said
 * @param labels name of the array of labels, or {@link ModelData#NEXT_TOKENS}
 * @param samples how many samples at most
 * @param batchAxis index of the axis along which the model takes samples, if it is said
 * @param dims sizes of open axes by the model's names for them, for inputs that are drawn and for MACs
 * @param set values of inputs that are no samples, as text, by the inputs' names
 * @param choice what of the outputs is looked at more closely
 * @param pairs pairs of texts that embeddings are judged by; none if not given
 */
public record DataRequest(
        Optional<String> data,
        Optional<TextRequest> text,
        Optional<PixelScale> scale,
        Optional<Layout> layout,
        Optional<String> labels,
        OptionalInt samples,
        OptionalInt batchAxis,
        Map<String, Integer> dims,
        Map<String, String> set,
        OutputChoice choice,
        Optional<PairRequest> pairs) {
    /** Nothing is asked for: inputs are drawn. */
    public static final DataRequest NONE = new DataRequest(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            Map.of(),
            Map.of(),
            OutputChoice.USUAL,
            Optional.empty());

    /**
     * Checks what is asked for.
     *
     * @throws ConfigurationException if a number is too small, or there are both data and texts
     */
    public DataRequest {
        if (data.isPresent() && text.isPresent()) {
            throw new ConfigurationException("--text: there are data already, by --data; give one of the two");
        }
        if (samples.orElse(1) < 1) {
            throw new ConfigurationException("--samples: " + samples.getAsInt() + " is below 1");
        }
        if (batchAxis.orElse(0) < 0) {
            throw new ConfigurationException("--batch-axis: " + batchAxis.getAsInt() + " is below 0");
        }
        dims.forEach((name, size) -> {
            if (size < 1) {
                throw new ConfigurationException("--dim: " + name + "=" + size + " is below 1");
            }
        });
    }

    /**
     * The same on other data.
     *
     * @param other a data set, a directory of one, or a file of arrays
     * @return another request
     */
    public DataRequest withData(String other) {
        return new DataRequest(
                Optional.of(other), text, scale, layout, labels, samples, batchAxis, dims, set, choice, pairs);
    }

    /**
     * The same on texts.
     *
     * @param other the texts
     * @return another request
     */
    public DataRequest withText(TextRequest other) {
        return new DataRequest(
                data, Optional.of(other), scale, layout, labels, samples, batchAxis, dims, set, choice, pairs);
    }

    /**
     * The same with pixels made into something.
     *
     * @param other what becomes of them
     * @return another request
     */
    public DataRequest withScale(PixelScale other) {
        return new DataRequest(
                data, text, Optional.of(other), layout, labels, samples, batchAxis, dims, set, choice, pairs);
    }

    /**
     * The same without labels.
     *
     * @return another request
     */
    public DataRequest withoutLabels() {
        return new DataRequest(
                data, text, scale, layout, Optional.empty(), samples, batchAxis, dims, set, choice, pairs);
    }

    /**
     * The same with pictures of a layout.
     *
     * @param other the order of their axes
     * @return another request
     */
    public DataRequest withLayout(Layout other) {
        return new DataRequest(
                data, text, scale, Optional.of(other), labels, samples, batchAxis, dims, set, choice, pairs);
    }

    /**
     * The same with other labels.
     *
     * @param other name of the array of labels
     * @return another request
     */
    public DataRequest withLabels(String other) {
        return new DataRequest(
                data, text, scale, layout, Optional.of(other), samples, batchAxis, dims, set, choice, pairs);
    }

    /**
     * The same on fewer samples.
     *
     * @param most how many at most
     * @return another request
     */
    public DataRequest withSamples(int most) {
        return new DataRequest(
                data, text, scale, layout, labels, OptionalInt.of(most), batchAxis, dims, set, choice, pairs);
    }

    /**
     * The same with samples along an axis.
     *
     * @param axis its index
     * @return another request
     */
    public DataRequest withBatchAxis(int axis) {
        return new DataRequest(
                data, text, scale, layout, labels, samples, OptionalInt.of(axis), dims, set, choice, pairs);
    }

    /**
     * The same with a size of an open axis.
     *
     * @param axis the model's name for it
     * @param size its size
     * @return another request
     */
    public DataRequest withDim(String axis, int size) {
        return new DataRequest(
                data, text, scale, layout, labels, samples, batchAxis, with(dims, axis, size), set, choice, pairs);
    }

    /**
     * The same with a value for an input that is no sample.
     *
     * @param input its name
     * @param value its value as text
     * @return another request
     */
    public DataRequest withValue(String input, String value) {
        return new DataRequest(
                data, text, scale, layout, labels, samples, batchAxis, dims, with(set, input, value), choice, pairs);
    }

    /**
     * The same with another output that has the scores.
     *
     * @param name its name
     * @return another request
     */
    public DataRequest withOutput(String name) {
        return with(new OutputChoice(Optional.of(name), choice.pooling()));
    }

    /**
     * The same with outputs compared as embeddings.
     *
     * @param pooling how those are made, as {@link Pooling#of} reads it
     * @return another request
     */
    public DataRequest withPooling(String pooling) {
        return with(new OutputChoice(choice.output(), Optional.of(Pooling.of(pooling))));
    }

    /**
     * The same with embeddings judged by pairs of texts.
     *
     * @param other the pairs
     * @return another request
     */
    public DataRequest withPairs(PairRequest other) {
        return new DataRequest(
                data, text, scale, layout, labels, samples, batchAxis, dims, set, choice, Optional.of(other));
    }

    private DataRequest with(OutputChoice other) {
        return new DataRequest(data, text, scale, layout, labels, samples, batchAxis, dims, set, other, pairs);
    }

    private static <T> Map<String, T> with(Map<String, T> all, String key, T value) {
        Map<String, T> more = new LinkedHashMap<>(all);
        more.put(key, value);
        return Collections.unmodifiableMap(more);
    }
}
