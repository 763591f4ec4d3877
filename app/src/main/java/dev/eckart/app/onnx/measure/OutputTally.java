package dev.eckart.app.onnx.measure;

import dev.eckart.app.onnx.data.SampleBatch;
import dev.eckart.app.onnx.runtime.Output;
import dev.eckart.app.onnx.runtime.Values;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Adds up how one output differs, batch by batch. */
final class OutputTally {
    private final String name;
    private final Norm difference = new Norm();
    private final Norm norm = new Norm();
    private double largest;
    private double turned;
    private long vectors;
    private boolean compared;
    private boolean directed = true;
    private Optional<String> remark = Optional.empty();

    OutputTally(String name) {
        this.name = name;
    }

    /** Takes in what both models made of a batch; tells whether it could. */
    boolean add(Output was, Output is, SampleBatch batch) {
        if (was instanceof Output.Numbers before && is instanceof Output.Numbers after) {
            add(before.values(), after.values(), batch);
        } else if (was instanceof Output.Table before && is instanceof Output.Table after) {
            add(before, after, batch);
        } else if (was instanceof Output.Words before && is instanceof Output.Words after) {
            directed = false;
            compared |= !before.words().isEmpty();
            if (!counted(before, batch).equals(counted(after, batch))) {
                differ("its texts differ");
            }
        } else if (was instanceof Output.Other && is instanceof Output.Other) {
            return false;
        } else {
            differ("it is of another kind");
        }
        return true;
    }

    /** The texts of positions that count, of samples that are not there twice; all of an output that is not by position. */
    private Object counted(Output.Words words, SampleBatch batch) {
        return batch.counted(name)
                .<Object>map(counted -> IntStream.range(0, counted.length)
                        .filter(i -> counted[i])
                        .mapToObj(i -> words.words().get(i))
                        .toList())
                .orElse(words);
    }

    private void add(Output.Table was, Output.Table is, SampleBatch batch) {
        if (was.classes().equals(is.classes())) {
            add(was.values(), is.values(), batch);
        } else {
            differ("its maps have other keys");
        }
    }

    private void add(Values was, Values is, SampleBatch batch) {
        if (!Arrays.equals(was.dims(), is.dims())) {
            differ("its shape is " + Arrays.toString(is.dims()) + " instead of " + Arrays.toString(was.dims()));
            return;
        }
        Optional<Values> samples = batch.bySample(was);
        Counted before = new Counted(samples.orElse(was).numbers(), batch, name);
        Counted after = new Counted(batch.bySample(is).orElse(is).numbers(), batch, name);
        int vectorsHere = samples.isPresent() ? batch.count() : 1;
        for (int i = 0; i < vectorsHere; i++) {
            double[] one = before.vector(i, vectorsHere);
            double[] other = after.vector(i, vectorsHere);
            compared |= one.length > 0;
            for (int j = 0; j < one.length; j++) {
                add(one[j], other[j]);
            }
            directed &= before.each(vectorsHere) != 1;
            // One number that counts has no direction, where others of the output have.
            if (directed && one.length > 1) {
                turned += Direction.change(one, other, 0, one.length);
                vectors++;
            }
        }
    }

    /** The numbers of an output, of which those at positions that are padding do not count. */
    private record Counted(double[] numbers, Optional<boolean[]> counted) {
        Counted(double[] numbers, SampleBatch batch, String output) {
            this(numbers, batch.counted(output));
        }

        int each(int of) {
            return numbers.length / of;
        }

        /** What counts of one of so many vectors. */
        double[] vector(int index, int of) {
            int each = each(of);
            if (counted.isEmpty()) {
                return Arrays.copyOfRange(numbers, index * each, (index + 1) * each);
            }
            int inner = numbers.length / counted.get().length;
            return IntStream.range(index * each, (index + 1) * each)
                    .filter(i -> counted.get()[i / inner])
                    .mapToDouble(i -> numbers[i])
                    .toArray();
        }
    }

    private void add(double was, double is) {
        if (Double.isFinite(was)) {
            norm.add(was);
        }
        if (Direction.same(was, is)) {
            return;
        }
        double change = Math.abs(is - was);
        if (Double.isFinite(change)) {
            difference.add(change);
            largest = Math.max(largest, change);
        } else {
            differ(how(was, is));
        }
    }

    private static String how(double was, double is) {
        if (Double.isNaN(was) != Double.isNaN(is)) {
            return "a number is NaN in one model only";
        }
        return Double.isFinite(was) && Double.isFinite(is)
                ? "numbers are further apart than float64 can tell"
                : "a number is infinite in one model only";
    }

    /** Whether there was anything to compare. */
    boolean compared() {
        return compared;
    }

    private void differ(String how) {
        compared = true;
        largest = Double.POSITIVE_INFINITY;
        remark = remark.or(() -> Optional.of(how));
    }

    OutputChange change() {
        boolean apart = Double.isInfinite(largest);
        double relative = apart ? Double.POSITIVE_INFINITY : difference.over(norm);
        double cosine = apart ? Double.POSITIVE_INFINITY : vectors == 0 ? 0 : turned / vectors;
        return new OutputChange(name, relative, largest, directed ? Optional.of(cosine) : Optional.empty(), remark);
    }

    /** What is not compared, as a person reads it; empty for what is. */
    static List<String> left(String name, Output output) {
        return output instanceof Output.Other other
                ? List.of("output '" + name + "' is " + other.kind() + ", which is not compared")
                : List.of();
    }
}
