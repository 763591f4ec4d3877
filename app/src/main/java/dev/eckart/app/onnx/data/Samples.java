package dev.eckart.app.onnx.data;

import dev.eckart.app.onnx.array.SampleArray;
import dev.eckart.app.onnx.array.SampleLabels;
import dev.eckart.app.onnx.array.Variation;
import dev.eckart.app.onnx.runtime.Port;
import dev.eckart.app.onnx.runtime.Values;
import dev.eckart.app.onnx.tensor.OnnxException;
import dev.eckart.spi.Seed;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Samples for a model.
 *
 * @param inputs what the model takes
 * @param arrays for each input that takes something else with each sample, the samples along the first axis
 * @param constants for each other input what it gets, whatever the sample
 * @param labels the classes of each sample, if they are known
 * @param numbers what number each sample has in the data that it is from
 * @param single whether the model is given one sample at a time, though its axis for them may be open
 * @param padding positions that do not count, if there are any
 * @param lengths how long the samples are in their batches, if they are not as long as their arrays
 */
public record Samples(
        List<Port> inputs,
        Map<String, SampleArray> arrays,
        Map<String, Values> constants,
        Optional<SampleLabels> labels,
        int[] numbers,
        boolean single,
        Optional<Padding> padding,
        Optional<Lengths> lengths) {
    /**
     * Gives arrays to the inputs that they belong to: by name, or the only one to the only one.
     *
     * @param inputs what the model takes
     * @param arrays the arrays that there are, axes in the model's order; others are left out
     * @param labels the classes of each sample, if they are known
     * @return samples that fit the model
     * @throws OnnxException if an input has no array, or arrays do not fit
     */
    public static Samples of(List<Port> inputs, Map<String, SampleArray> arrays, Optional<SampleLabels> labels) {
        return of(inputs, GivenData.of(arrays, labels));
    }

    /**
     * Gives what there is to the inputs that it belongs to.
     *
     * @param inputs what the model takes
     * @param given arrays and values
     * @return samples that fit the model
     * @throws OnnxException if an input has nothing, or something does not fit
     */
    public static Samples of(List<Port> inputs, GivenData given) {
        return Matching.of(inputs, given);
    }

    /**
     * How many there are.
     *
     * @return samples
     */
    public int count() {
        return numbers.length;
    }

    /**
     * Sizes of the axes that samples had before they were flattened.
     *
     * @return by name of the input that is given them
     */
    public Map<String, List<Long>> sizes() {
        Map<String, List<Long>> sizes = new LinkedHashMap<>();
        arrays.forEach((name, array) -> sizes.put(name, array.sizes()));
        return sizes;
    }

    /**
     * Some of the samples that follow each other.
     *
     * @param from first
     * @param to the one after the last
     * @return a view of them
     */
    public Samples slice(int from, int to) {
        return chosen(IntStream.range(from, to).toArray());
    }

    /**
     * Some of the samples.
     *
     * @param chosen which ones
     * @return they in that order; whatever has to be read for them is read now
     */
    public Samples chosen(int[] chosen) {
        Map<String, SampleArray> some = new LinkedHashMap<>();
        arrays.forEach((name, array) -> some.put(name, array.chosen(chosen)));
        return new Samples(
                inputs,
                some,
                constants,
                labels.map(all -> all.chosen(chosen)),
                Arrays.stream(chosen).map(sample -> numbers[sample]).toArray(),
                single,
                padding.map(all -> all.chosen(chosen)),
                lengths.map(all -> all.chosen(chosen)));
    }

    /**
     * No more than some of the samples, drawn at random, in their order.
     *
     * @param most how many at most
     * @param seed decides which
     * @return all, if there are no more; whatever has to be read for them is read now
     */
    public Samples drawn(int most, Seed seed) {
        return chosen(new Sampling(count(), most, seed).drawn());
    }

    /**
     * All but those that {@link #drawn} draws.
     *
     * @param most how many it draws
     * @param seed decides which
     * @return the others, in their order
     */
    public Samples others(int most, Seed seed) {
        return chosen(new Sampling(count(), most, seed).others());
    }

    /**
     * The same, changed at random as far as they may vary.
     *
     * @param variation how
     * @return a view of as many samples in their order; these if they do not vary
     */
    public Samples varied(Variation variation) {
        Map<String, SampleArray> others = new LinkedHashMap<>(arrays);
        others.replaceAll((name, array) -> array.varied(variation).orElse(array));
        return new Samples(inputs, others, constants, labels, numbers, single, padding, lengths);
    }

    /**
     * Whether they may vary.
     *
     * @return true if something of them does
     */
    public boolean vary() {
        return arrays.values().stream()
                .anyMatch(array -> array.varied(new Variation(new Seed(0), 1)).isPresent());
    }

    /**
     * The same, given to the model one at a time.
     *
     * @return these samples
     */
    public Samples oneByOne() {
        return new Samples(inputs, arrays, constants, labels, numbers, true, padding, lengths);
    }

    /**
     * The same, of which some positions do not count.
     *
     * @param found those positions
     * @return these samples
     */
    public Samples padded(Padding found) {
        return new Samples(inputs, arrays, constants, labels, numbers, single, Optional.of(found), lengths);
    }

    /**
     * The same tokens, each labelled by the one that follows.
     *
     * @return these samples; the last token of each has no label that counts
     * @throws OnnxException if no input takes tokens by position
     */
    public Samples predicting() {
        return new Samples(
                inputs, arrays, constants, Optional.of(NextTokens.of(this)), numbers, single, padding, lengths);
    }

    /**
     * The same, in their lengths.
     *
     * @param found positions of each sample
     * @return these samples, the longest first
     */
    public Samples inLengths(Lengths found) {
        return with(Optional.of(found)).chosen(found.longestFirst());
    }

    private Samples with(Optional<Lengths> other) {
        return new Samples(inputs, arrays, constants, labels, numbers, single, padding, other);
    }

    /**
     * The same, each as long as its arrays: all of one length.
     *
     * @return these samples, in their order
     */
    public Samples whole() {
        return with(Optional.empty());
    }

    /**
     * A sample that stands for all where they are too many, or too different, to be measured one by one.
     *
     * @return the one of middle length; the first where all are of one length
     */
    public Samples typical() {
        int one = lengths.isPresent() ? count() / 2 : 0;
        return slice(one, one + 1);
    }

    /**
     * The same for looking at layers, not for measuring what a model gives: where it can do without padding, the longest
     * samples come first, and each batch is no longer than its longest sample.
     *
     * @return these samples
     */
    public Samples shortened() {
        return lengths.isPresent()
                ? this
                : padding.flatMap(Padding::shorter).map(this::inLengths).orElse(this);
    }

    /**
     * The same, each without the padding behind the next multiple of a length, where the model can do without it: samples of
     * one such length make batches of one shape.
     *
     * @param multiple a number of positions, at least 1
     * @return these samples, in their order
     */
    public Samples rounded(int multiple) {
        return padding.flatMap(found ->
                        found.rounded(multiple, (int) arrays.get(found.mask()).dims()[1]))
                .map(found -> with(Optional.of(found)))
                .orElse(this);
    }

    /**
     * How long a sample is.
     *
     * @param sample which one, from 0
     * @return positions of it that its batch has at least; 0 where all are of one length
     */
    public int length(int sample) {
        return lengths.map(all -> all.each()[sample]).orElse(0);
    }

    /**
     * How many positions that count the samples have on average, as a share of those that the first one is given with.
     *
     * @return 1 where all are of one length and have no padding
     */
    public double fullness() {
        int[] counted = padding.map(Padding::lengths)
                .or(() -> lengths.map(Lengths::each))
                .orElse(new int[] {1});
        double first = lengths.map(all -> (long) all.each()[0])
                .or(() -> padding.map(found -> arrays.get(found.mask()).dims()[1]))
                .orElse(1L);
        return Arrays.stream(counted).average().orElse(1) / first;
    }

    /**
     * All samples in batches that the model takes.
     *
     * @param most samples of a batch where the model takes any number; fewer if they are large, or of different lengths
     * @return the last batch is filled up with copies of its last sample where the model takes a fixed number
     * @throws OnnxException if that number is more than can be worked on
     */
    public List<SampleBatch> batches(int most) {
        return new Batching(this).batches(most);
    }

    /**
     * How many samples the model takes at a time.
     *
     * @return a number that is fixed, or empty if any number will do
     * @throws OnnxException if it is more than can be worked on
     */
    public OptionalInt fixedBatch() {
        return new Batching(this).fixed();
    }
}
