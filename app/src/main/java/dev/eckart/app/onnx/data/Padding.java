package dev.eckart.app.onnx.data;

import dev.eckart.app.onnx.runtime.ModelSession;
import dev.eckart.app.onnx.runtime.Values;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Positions of samples that do not count, because a mask among the inputs is 0 there.
 *
 * @param mask name of that input, samples x positions
 * @param lengths positions of each sample up to the last one that counts, at least 1
 * @param cut inputs that can do without the positions that are padding in all samples of a batch; none if the model cannot
 * @param positioned names of values that have something for each position of each sample, samples first
 * @param shortened whether batches do without the positions that are padding in all of their samples
 */
public record Padding(String mask, int[] lengths, Set<String> cut, Set<String> positioned, boolean shortened) {
    /**
     * Finds the padding of samples, and whether a model leaves it out of account: what stands there must not change a bit
     * of what it gives elsewhere.
     *
     * @param session the model
     * @param samples what it is given
     * @return the padding; empty if there is none
     */
    public static Optional<Padding> of(ModelSession session, Samples samples) {
        return PaddingTrial.of(session, samples);
    }

    /**
     * The name of the one that is a mask, by what exporters call them.
     *
     * @param names those of inputs that have a number for each position
     * @return the one there is; of several, that of the decoder's attention or of attention
     */
    public static Optional<String> maskAmong(Collection<String> names) {
        return Stream.of("decoder_attention_mask", "attention_mask")
                .filter(names::contains)
                .findFirst()
                .or(() -> names.stream()
                        .filter(name -> name.endsWith("mask") && !name.contains("padding"))
                        .reduce((one, other) -> "")
                        .filter(name -> !name.isEmpty()));
    }

    /**
     * The input of samples that says which positions count.
     *
     * @param samples samples
     * @return its name, if they have an array of samples x positions that is called as masks are
     */
    public static Optional<String> maskOf(Samples samples) {
        return maskAmong(samples.arrays().keySet().stream()
                .filter(name -> samples.arrays().get(name).dims().length == 2)
                .toList());
    }

    /** The same, of which batches are as short as they can be. */
    Padding shorter() {
        return new Padding(mask, lengths, cut, positioned, true);
    }

    /** The same, of which batches are as short as lengths that are multiples of a number allow. */
    Padding rounded(int multiple, int positions) {
        int[] rounded = Arrays.stream(lengths)
                .map(length -> Math.min(positions, (length + multiple - 1) / multiple * multiple))
                .toArray();
        return new Padding(mask, rounded, cut, positioned, true);
    }

    /**
     * The same where more is known of what has something for each position.
     *
     * @param more names of values
     * @return a padding
     */
    public Padding with(Set<String> more) {
        Set<String> all = new TreeSet<>(positioned);
        all.addAll(more);
        return new Padding(mask, lengths, cut, all, shortened);
    }

    /**
     * A mask that is 0 somewhere.
     *
     * @param name name of the input
     * @param empty number of a sample at all of whose positions it is 0, if there is one: no padding is left out then
     */
    public record Zeros(String name, OptionalInt empty) {}

    /**
     * Whether samples have positions that their mask is 0 at.
     *
     * @param samples samples
     * @return the mask, if so
     */
    public static Optional<Zeros> in(Samples samples) {
        return PaddingMask.of(samples).map(mask -> new Zeros(mask.name(), mask.empty()));
    }

    /** The numbers of the samples, longest first: batches of samples of one length have least padding. */
    int[] byLength() {
        return IntStream.range(0, lengths.length)
                .boxed()
                .sorted(Comparator.comparing(sample -> -lengths[sample]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** The same of some of the samples. */
    Padding chosen(int[] samples) {
        return new Padding(
                mask, Arrays.stream(samples).map(sample -> lengths[sample]).toArray(), cut, positioned, shortened);
    }

    /** Values of an input without what is padding in all of these samples. */
    Values shortened(String input, Values values, int from, int to) {
        return shortened && cut.contains(input) ? head(values, longest(from, to)) : values;
    }

    /** Labels, one for each position, without those of what is padding in all of these samples. */
    SampleLabels shortened(SampleLabels labels, int from, int to) {
        return shortened && !cut.isEmpty() ? labels.head(longest(from, to)) : labels;
    }

    private int longest(int from, int to) {
        return Arrays.stream(lengths, from, to).max().orElseThrow();
    }

    /** What a value has for the first positions of each sample. */
    static Values head(Values values, int positions) {
        return values.moved(1, 0).slice(0, positions).moved(0, 1);
    }
}
