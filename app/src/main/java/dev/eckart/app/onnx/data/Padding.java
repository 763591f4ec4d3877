package dev.eckart.app.onnx.data;

import dev.eckart.app.onnx.runtime.ModelSession;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Positions of samples that do not count, because a mask among the inputs is 0 there.
 *
 * @param mask name of that input, samples x positions
 * @param lengths positions of each sample up to the last one that counts, at least 1
 * @param cut inputs that can do without the positions that are padding in all samples of a batch; none if the model cannot
 * @param positioned names of values that have something for each position of each sample, samples first
 */
public record Padding(String mask, int[] lengths, Set<String> cut, Set<String> positioned) {
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

    /** Lengths without padding; empty if the model cannot do without. */
    Optional<Lengths> shorter() {
        return Optional.of(new Lengths(lengths, cut, false)).filter(found -> !cut.isEmpty());
    }

    /** Lengths that are multiples of a number, as far as there are so many positions; empty as of {@link #shorter}. */
    Optional<Lengths> rounded(int multiple, int positions) {
        int[] rounded = Arrays.stream(lengths)
                .map(length -> Math.min(positions, (length + multiple - 1) / multiple * multiple))
                .toArray();
        return shorter().map(found -> new Lengths(rounded, cut, false));
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
        return new Padding(mask, lengths, cut, all);
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

    /** The same of some of the samples. */
    Padding chosen(int[] samples) {
        return new Padding(
                mask, Arrays.stream(samples).map(sample -> lengths[sample]).toArray(), cut, positioned);
    }
}
