package dev.eckart.app.onnx.data;

import dev.eckart.app.onnx.array.SampleArray;
import dev.eckart.app.onnx.array.SampleLabels;
import dev.eckart.app.onnx.runtime.Values;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * How long samples are that are shorter than their arrays: a batch is as long as its longest sample.
 *
 * @param each positions of each sample, at least 1
 * @param along inputs that have something for each position, along their second axis
 * @param apart whether no batch has samples of different lengths
 */
public record Lengths(int[] each, Set<String> along, boolean apart) {
    /** The numbers of the samples, longest first: samples of one length follow each other, and what is large comes first. */
    int[] longestFirst() {
        return IntStream.range(0, each.length)
                .boxed()
                .sorted(Comparator.comparing(sample -> -each[sample]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** How long the arrays are that have something for each position. */
    long positions(Map<String, SampleArray> arrays) {
        return along.stream()
                .mapToLong(name -> arrays.get(name).dims()[1])
                .findFirst()
                .orElse(0);
    }

    /** Whether all samples are as long as the first. */
    boolean areOne() {
        return Arrays.stream(each).distinct().count() == 1;
    }

    /** How long the first sample is. */
    long first() {
        return each[0];
    }

    /** The same of some of the samples. */
    Lengths chosen(int[] samples) {
        return new Lengths(Arrays.stream(samples).map(sample -> each[sample]).toArray(), along, apart);
    }

    /** Where a batch ends that begins with a sample and has no more than some. */
    int end(int from, int most) {
        int to = Math.min(each.length, from + most);
        return apart
                ? IntStream.range(from, to)
                        .filter(sample -> each[sample] != each[from])
                        .findFirst()
                        .orElse(to)
                : to;
    }

    /** What samples that follow each other have of an input, as long as the longest of them. */
    Values cut(String input, Values values, int from, int to) {
        return along.contains(input) ? head(values, longest(from, to)) : values;
    }

    /** Labels, one for each position, of samples that follow each other. */
    SampleLabels cut(SampleLabels labels, int from, int to) {
        return labels.head(longest(from, to));
    }

    private int longest(int from, int to) {
        return Arrays.stream(each, from, to).max().orElseThrow();
    }

    /** What a value has for the first positions of each sample. */
    static Values head(Values values, int positions) {
        return values.moved(1, 0).slice(0, positions).moved(0, 1);
    }
}
