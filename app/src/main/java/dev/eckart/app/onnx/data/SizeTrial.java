package dev.eckart.app.onnx.data;

import dev.eckart.app.onnx.runtime.ModelSession;
import dev.eckart.app.onnx.runtime.Port;
import dev.eckart.app.onnx.tensor.OnnxException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finds out what size of its open axes suits a model that is given drawn inputs: one may be too few for a window, a split
 * into heads or a stride inside.
 *
 * @param axes open axes whose size is not given, for a person
 * @param size the size that they get, the first of those tried if none suits
 * @param problem why the model does not run with the first, if it does not
 * @param suits whether it runs with the size
 */
public record SizeTrial(List<String> axes, int size, Optional<String> problem, boolean suits) {
    /** Sizes up to this are tried, from 1: exporters may fix the length of their example inside, whatever it was. */
    public static final int LARGEST = 64;

    /**
     * Gives models one sample of each size until they run.
     *
     * @param sessions the models, of which the first says what they take
     * @param given names of axes whose size is given
     * @param drawn samples of a size of all other open axes
     * @return the size
     */
    public static SizeTrial of(List<ModelSession> sessions, Set<String> given, IntFunction<Samples> drawn) {
        List<String> axes = sessions.get(0).inputs().stream()
                .flatMap(input -> open(input, given))
                .toList();
        int first = 1;
        Optional<String> problem = axes.isEmpty() ? Optional.empty() : problem(sessions, drawn, first);
        if (problem.isEmpty()) {
            return new SizeTrial(axes, first, problem, true);
        }
        return IntStream.rangeClosed(first + 1, LARGEST)
                .boxed()
                .filter(size -> problem(sessions, drawn, size).isEmpty())
                .findFirst()
                .map(size -> new SizeTrial(axes, size, problem, true))
                .orElseGet(() -> new SizeTrial(axes, first, problem, false));
    }

    private static Stream<String> open(Port input, Set<String> given) {
        return IntStream.range(0, input.dims().size())
                .filter(axis -> input.dims().get(axis) < 0)
                .filter(axis -> input.batch().isEmpty() || input.batch().getAsInt() != axis)
                .filter(axis -> !given.contains(input.symbols().get(axis)))
                .mapToObj(axis -> "'" + input.name() + "' " + input.text() + " axis " + axis);
    }

    private static Optional<String> problem(List<ModelSession> sessions, IntFunction<Samples> drawn, int size) {
        try {
            Samples samples = drawn.apply(size);
            for (ModelSession session : sessions) {
                session.answer(samples.batches(1).get(0).values(), Set.copyOf(session.outputs()));
            }
            return Optional.empty();
        } catch (OnnxException e) {
            return Optional.of(e.getMessage());
        }
    }
}
