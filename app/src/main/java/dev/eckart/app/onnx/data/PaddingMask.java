package dev.eckart.app.onnx.data;

import dev.eckart.app.onnx.array.SampleArray;
import dev.eckart.app.onnx.runtime.Values;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * An input that is 1 at positions of samples that count and 0 at others.
 *
 * @param name the input's
 * @param positions how many each sample has
 * @param along inputs that have something for each position, it among them
 * @param lengths positions of each sample up to the last one that counts, at least 1
 * @param padded numbers of the samples that have padding, those of which fewest positions count first
 * @param trailing whether all that does not count is behind what does
 * @param empty number of a sample of which no position counts, if there is one
 */
record PaddingMask(
        String name,
        int positions,
        Set<String> along,
        int[] lengths,
        List<Integer> padded,
        boolean trailing,
        OptionalInt empty) {
    /** Samples that are read at a time. */
    private static final int AT_ONCE = 1024;

    /** The mask of samples; empty if they have none that is of ones and zeros, or none at which a position is padding. */
    static Optional<PaddingMask> of(Samples samples) {
        return Padding.maskOf(samples).flatMap(name -> of(samples, name));
    }

    private static Optional<PaddingMask> of(Samples samples, String name) {
        SampleArray mask = samples.arrays().get(name);
        int positions = (int) mask.dims()[1];
        int[] counted = new int[samples.count()];
        int[] lengths = new int[samples.count()];
        for (int from = 0; from < counted.length; from += AT_ONCE) {
            Values some = mask.read(from, Math.min(counted.length, from + AT_ONCE));
            if (Arrays.stream(some.numbers()).anyMatch(number -> number != 0 && number != 1)) {
                return Optional.empty();
            }
            boolean[] counts = counted(some);
            for (int i = 0; i < counts.length; i++) {
                if (counts[i]) {
                    counted[from + i / positions]++;
                    lengths[from + i / positions] = i % positions + 1;
                }
            }
        }
        Set<String> along = new TreeSet<>();
        samples.arrays().forEach((input, array) -> {
            if (array.dims().length > 1 && array.dims()[1] == positions) {
                along.add(input);
            }
        });
        List<Integer> padded = IntStream.range(0, counted.length)
                .boxed()
                .filter(sample -> counted[sample] < positions)
                .sorted(Comparator.comparing(sample -> counted[sample]))
                .toList();
        OptionalInt empty = padded.stream()
                .filter(sample -> counted[sample] == 0)
                .mapToInt(sample -> samples.numbers()[sample])
                .findFirst();
        return padded.isEmpty()
                ? Optional.empty()
                : Optional.of(new PaddingMask(
                        name, positions, along, lengths, padded, Arrays.equals(counted, lengths), empty));
    }

    /** Which positions count, sample by sample, by some of a mask's numbers. */
    static boolean[] counted(Values numbers) {
        boolean[] counted = new boolean[numbers.numbers().length];
        for (int i = 0; i < counted.length; i++) {
            counted[i] = numbers.numbers()[i] != 0;
        }
        return counted;
    }
}
