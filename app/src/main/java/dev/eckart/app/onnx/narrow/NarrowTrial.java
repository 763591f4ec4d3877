package dev.eckart.app.onnx.narrow;

import dev.eckart.app.onnx.data.SampleBatch;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.rewrite.Replacement;
import dev.eckart.app.onnx.rewrite.Resizing;
import dev.eckart.app.onnx.rewrite.Rewriter;
import dev.eckart.app.onnx.runtime.OnnxSession;
import dev.eckart.app.onnx.runtime.Values;
import dev.eckart.app.onnx.tensor.OnnxException;
import dev.eckart.spi.Seed;
import dev.eckart.spi.backend.Backend;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;

/**
 * Tries out whether the ways between layers are what they seem to be: with other numbers on them, at full size, the model
 * must make what it made, and at a smaller size it must run.
 *
 * @param model the model
 * @param some samples to run it on
 * @param backend decomposes and multiplies, in float64
 * @param threads threads that the model is run with
 * @param seed which numbers
 */
public record NarrowTrial(OnnxModel model, SampleBatch some, Backend backend, int threads, Seed seed) {
    /**
     * Tries pairs.
     *
     * @param pairs pairs that were found
     * @return those that are what they seem to be
     */
    public List<Narrowing> passed(List<Narrowing> pairs) {
        if (pairs.isEmpty()) {
            return pairs;
        }
        Map<String, Values> expected = outputs(model.proto());
        return holds(pairs, expected)
                ? pairs
                : pairs.stream().filter(pair -> holds(List.of(pair), expected)).toList();
    }

    private boolean holds(List<Narrowing> pairs, Map<String, Values> expected) {
        try {
            outputs(narrowed(pairs, pair -> pair.size() - 1));
            double roundoff = pairs.stream()
                    .mapToDouble(pair -> pair.first().first().type().unitRoundoff())
                    .max()
                    .orElse(0);
            return isNear(outputs(narrowed(pairs, Narrowing::size)), expected, roundoff);
        } catch (OnnxException e) {
            return false;
        }
    }

    private ModelProto narrowed(List<Narrowing> pairs, ToIntFunction<Narrowing> size) {
        List<Replacement> replacements = new ArrayList<>();
        List<Resizing> resizings = new ArrayList<>();
        for (Narrowing pair : pairs) {
            int passing = size.applyAsInt(pair);
            NarrowForm form = TrialForm.of(pair, backend, seed);
            pair.units()
                    .forEach(unit -> replacements.add(Replacement.of(unit.first(), List.of(form.of(unit, passing)))));
            resizings.add(pair.resizing(passing));
        }
        return new Rewriter(model.proto(), UnaryOperator.identity(), Resizing.of(resizings))
                .replace(replacements)
                .model();
    }

    private Map<String, Values> outputs(ModelProto proto) {
        try (OnnxSession session = OnnxSession.open(proto, model.externalData(), threads)) {
            return session.run(some.values(), Set.copyOf(session.outputs()));
        }
    }

    /** To half of the digits that the layers have: what is wrong is wrong by far more, and rounding grows on the way. */
    private static boolean isNear(Map<String, Values> made, Map<String, Values> expected, double roundoff) {
        double difference = 0;
        double all = 0;
        for (Map.Entry<String, Values> output : expected.entrySet()) {
            double[] was = output.getValue().numbers();
            double[] is = made.get(output.getKey()).numbers();
            for (int i = 0; i < was.length; i++) {
                difference += (was[i] - is[i]) * (was[i] - is[i]);
                all += was[i] * was[i];
            }
        }
        return difference <= all * roundoff;
    }
}
