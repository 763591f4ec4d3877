package dev.eckart.app.onnx.measure;

import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.runtime.ModelSession;
import dev.eckart.app.onnx.runtime.Port;
import dev.eckart.app.onnx.tensor.OnnxException;
import dev.eckart.app.onnx.walk.PiecewiseSession;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How a model differs from another one that it shall stand in for.
 *
 * @param before what the other one costs
 * @param after what it costs itself
 * @param outputs how their outputs differ on the same samples
 * @param speeds how long both take, one entry a batch size
 */
public record Difference(Costs before, Costs after, Comparison outputs, List<Speed> speeds) {
    /**
     * Compares two models, and measures how long they take if that is wanted.
     *
     * @param before the other one
     * @param after the model
     * @param samples what both are given
     * @param terms how
     * @return how they differ
     * @throws OnnxException if one cannot be run, or they take or give different things
     */
    public static Difference of(OnnxModel before, OnnxModel after, Samples samples, Terms terms) {
        Comparison outputs = compared(before, after, samples, terms);
        return new Difference(
                Costs.of(before, samples), Costs.of(after, samples), outputs, speeds(before, after, samples, terms));
    }

    private static Comparison compared(OnnxModel before, OnnxModel after, Samples samples, Terms terms) {
        try (ModelSession first = PiecewiseSession.openAbreast(before, terms.threads());
                ModelSession second = PiecewiseSession.openAbreast(after, terms.threads())) {
            requireComparable(first, second);
            return compared(first, second, samples, terms);
        }
    }

    /**
     * Compares the outputs of two models that are loaded.
     *
     * @param first one that takes and gives the same as the other
     * @param second the other one
     * @param samples what both are given
     * @param terms how
     * @return how they differ
     * @throws OnnxException if one cannot be run
     */
    public static Comparison compared(ModelSession first, ModelSession second, Samples samples, Terms terms) {
        Comparison outputs = Comparison.of(first, second, samples, terms.choice(), terms.stages());
        return terms.pairs()
                .map(pairs -> outputs.ranking(first, second, pairs, terms.choice(), terms.stages()))
                .orElse(outputs);
    }

    /**
     * Measures how long two models take. They are loaded for it, for here each run has all threads, as where a model is used.
     *
     * @param before one
     * @param after the other one
     * @param samples what both are given
     * @param terms how
     * @return one entry a batch size; none if times are not wanted, or a model is run piece by piece
     * @throws OnnxException if one cannot be run
     */
    public static List<Speed> speeds(OnnxModel before, OnnxModel after, Samples samples, Terms terms) {
        if (!terms.timed()) {
            return List.of();
        }
        try (ModelSession first = PiecewiseSession.open(before, terms.threads());
                ModelSession second = PiecewiseSession.open(after, terms.threads())) {
            return Speed.of(List.of(first, second), samples, terms.run(), terms.stages());
        }
    }

    /**
     * Makes sure that two models can be given and give the same.
     *
     * @param first one
     * @param second the other one
     * @throws OnnxException if they take or give different things
     */
    public static void requireComparable(ModelSession first, ModelSession second) {
        requireSame("take", names(first.inputs()), names(second.inputs()));
        requireSame("give", new TreeSet<>(first.outputs()), new TreeSet<>(second.outputs()));
        first.inputs()
                .forEach(input -> second.inputs().stream()
                        .filter(other -> other.name().equals(input.name()))
                        .forEach(other -> requireFits(input, other)));
    }

    private static Set<String> names(List<Port> ports) {
        return ports.stream().map(Port::name).collect(Collectors.toCollection(TreeSet::new));
    }

    /** One value cannot be given to both where each fixes an axis to another size. */
    private static void requireFits(Port before, Port after) {
        List<Long> was = before.dims();
        List<Long> is = after.dims();
        boolean fits = was.size() == is.size()
                && IntStream.range(0, was.size())
                        .allMatch(i ->
                                was.get(i) < 0 || is.get(i) < 0 || was.get(i).equals(is.get(i)));
        if (!fits) {
            throw new OnnxException("the models cannot be compared: input '" + before.name() + "' is " + before.text()
                    + " of the one and " + after.text() + " of the other; export both with the same sizes, or with open"
                    + " axes");
        }
    }

    private static void requireSame(String what, Set<String> before, Set<String> after) {
        if (!new HashSet<>(before).equals(after)) {
            throw new OnnxException("the models cannot be compared: they " + what + " " + before + " and " + after
                    + "; give two models of which one stands in for the other");
        }
    }

    /**
     * What speaks against the model.
     *
     * @return a line for each cost that is higher than the other one's, and for each output that cannot be told in
     *     numbers; none if it is worth having
     */
    public List<String> objections() {
        List<String> lines = new ArrayList<>();
        // Scales of weights in bytes are numbers more, in a file that is smaller by far.
        if (after.bytes() >= before.bytes()) {
            larger("parameters", OptionalLong.of(before.parameters()), OptionalLong.of(after.parameters()), lines);
        }
        larger("bytes", OptionalLong.of(before.bytes()), OptionalLong.of(after.bytes()), lines);
        larger("multiply-accumulates", before.macs(), after.macs(), lines);
        for (Speed speed : speeds) {
            if (speed.slowdown().verdict() == Slowdown.Verdict.SLOWER) {
                lines.add(String.format(
                        Locale.ROOT,
                        "slower at batch %d: %.1f us after %.1f us before",
                        speed.batch(),
                        speed.times().get(1).microseconds(),
                        speed.times().get(0).microseconds()));
            }
        }
        outputs.outputs()
                .forEach(output -> output.remark()
                        .ifPresent(remark -> lines.add("output '" + output.output() + "' is another one: " + remark)));
        return lines;
    }

    private static void larger(String what, OptionalLong before, OptionalLong after, List<String> lines) {
        if (before.isPresent() && after.isPresent() && after.getAsLong() > before.getAsLong()) {
            lines.add(String.format(
                    Locale.ROOT, "larger: %,d %s after %,d before", after.getAsLong(), what, before.getAsLong()));
        }
    }
}
