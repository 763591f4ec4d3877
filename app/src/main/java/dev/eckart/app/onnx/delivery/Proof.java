package dev.eckart.app.onnx.delivery;

import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.delivery.Judging.Compared;
import dev.eckart.app.onnx.measure.Comparison;
import dev.eckart.app.onnx.measure.Costs;
import dev.eckart.app.onnx.measure.Difference;
import dev.eckart.app.onnx.measure.Terms;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.progress.Stages;
import dev.eckart.app.onnx.runtime.ModelSession;
import dev.eckart.app.onnx.runtime.UnsupportedModelException;
import dev.eckart.app.onnx.tensor.OnnxException;
import dev.eckart.app.onnx.walk.PiecewiseSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * What a written model turned out to be, when it was read again and run beside the original.
 *
 * @param before costs of the original
 * @param after costs of the written model, counted from its file
 * @param difference how they differ on the calibration samples or, without any, on drawn inputs; empty if the original
 *     cannot be run here
 * @param keptBack how many of the samples that were compared nothing was fitted to; empty if all there are were compared
 * @param unseen how their outputs differ on those alone, if others were compared as well
 * @param drawn how their outputs differ on drawn inputs, if the original can be run on them
 * @param objections what speaks against the model, one line each; none if it is worth having
 */
public record Proof(
        Costs before,
        Costs after,
        Optional<Difference> difference,
        Optional<Integer> keptBack,
        Optional<Comparison> unseen,
        Optional<Comparison> drawn,
        List<String> objections) {
    /**
     * Reads and runs a written model.
     *
     * @param original the model that was compressed
     * @param written what was written
     * @param calibration samples, if there are any
     * @param drawn inputs that were drawn; fails if the model has none that it can be run on
     * @param terms how models are compared
     * @return what it turned out to be
     * @throws OnnxException if it cannot be run where the original can
     */
    public static Proof of(
            OnnxModel original,
            OnnxModel written,
            Optional<Judging> calibration,
            Supplier<Samples> drawn,
            Terms terms) {
        ModelSession before;
        try {
            before = PiecewiseSession.openAbreast(original, terms.threads());
        } catch (UnsupportedModelException e) {
            if (calibration.isPresent()) {
                throw e;
            }
            return unproved(original, written, e.getMessage());
        }
        Runs runs;
        try (before;
                ModelSession after = PiecewiseSession.openAbreast(written, terms.threads())) {
            Difference.requireComparable(before, after);
            runs = Runs.of(original, written, new Sides(before, after), calibration, drawn, terms);
        }
        if (runs.outputs().isEmpty()) {
            return unproved(original, written, runs.problem().orElseThrow());
        }
        Difference difference = new Difference(
                runs.costs().get(0),
                runs.costs().get(1),
                runs.outputs().get(),
                Difference.speeds(original, written, runs.on().orElseThrow().samples(), terms));
        return new Proof(
                difference.before(),
                difference.after(),
                Optional.of(difference),
                runs.on().flatMap(Compared::keptBack),
                runs.unseen(),
                runs.drawn(),
                difference.objections());
    }

    private static Proof unproved(OnnxModel original, OnnxModel written, String problem) {
        return new Proof(
                Costs.of(original),
                Costs.of(written),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of("not proved: the original does not run here, so nothing was compared (" + problem + ")"));
    }

    /** Both models, loaded. */
    private record Sides(ModelSession before, ModelSession after) {
        Comparison compared(Samples samples, Terms terms) {
            return Difference.compared(before, after, samples, terms);
        }

        /** Nobody looks at what is pooled of other inputs beside data. */
        Comparison comparedBeside(Samples others, Terms terms) {
            return Comparison.of(before, after, others, terms.choice().withoutPooling(), terms.stages());
        }
    }

    /**
     * What both models made.
     *
     * @param costs of both, in the sizes of what they were run on; none if they were not run
     * @param on what they were compared on
     * @param outputs how they differ there
     * @param unseen how they differ on those of them to which nothing was fitted, if there are others
     * @param drawn how they differ on drawn inputs
     * @param problem why the original cannot be run on those
     */
    private record Runs(
            List<Costs> costs,
            Optional<Compared> on,
            Optional<Comparison> outputs,
            Optional<Comparison> unseen,
            Optional<Comparison> drawn,
            Optional<String> problem) {
        static Runs of(
                OnnxModel original,
                OnnxModel written,
                Sides sides,
                Optional<Judging> calibration,
                Supplier<Samples> drawn,
                Terms terms) {
            Optional<String> problem = problem(sides.before(), drawn, terms);
            Optional<Comparison> onDrawn = problem.isPresent()
                    ? Optional.empty()
                    : Optional.of(
                            calibration.isPresent()
                                    ? sides.comparedBeside(drawn.get(), terms)
                                    : sides.compared(drawn.get(), terms));
            Optional<Judging> judging = calibration.or(() -> onDrawn.map(found -> Judging.byAll(drawn.get())));
            List<Costs> costs = new ArrayList<>();
            judging.ifPresent(some -> costs.add(Costs.of(original, some.all())));
            judging.ifPresent(some -> costs.add(Costs.of(written, some.all())));
            Optional<Compared> on = judging.map(some -> some.compared(macs(costs)));
            Optional<Comparison> outputs =
                    calibration.isEmpty() ? onDrawn : on.map(some -> sides.compared(some.samples(), terms));
            Optional<Comparison> unseen = judging.flatMap(Judging::unseen)
                    .filter(some -> some.count() < on.orElseThrow().samples().count())
                    .map(some -> sides.comparedBeside(some, terms));
            return new Runs(costs, on, outputs, unseen, onDrawn, problem);
        }

        private static OptionalLong macs(List<Costs> costs) {
            return costs.stream().allMatch(each -> each.macs().isPresent())
                    ? OptionalLong.of(costs.stream()
                            .mapToLong(each -> each.macs().getAsLong())
                            .sum())
                    : OptionalLong.empty();
        }

        /** Why the original itself cannot be run on drawn inputs here: sizes and indices that are drawn may not suit it. */
        private static Optional<String> problem(ModelSession before, Supplier<Samples> drawn, Terms terms) {
            try {
                Comparison.of(
                        before, before, drawn.get().slice(0, 1), terms.choice().withoutPooling(), Stages.none());
                return Optional.empty();
            } catch (OnnxException e) {
                return Optional.of(e.getMessage());
            }
        }
    }
}
