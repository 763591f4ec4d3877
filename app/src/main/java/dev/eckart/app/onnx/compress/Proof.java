package dev.eckart.app.onnx.compress;

import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.measure.Comparison;
import dev.eckart.app.onnx.measure.Costs;
import dev.eckart.app.onnx.measure.Difference;
import dev.eckart.app.onnx.measure.Terms;
import dev.eckart.app.onnx.model.OnnxException;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.progress.Stages;
import dev.eckart.app.onnx.runtime.ModelSession;
import dev.eckart.app.onnx.runtime.UnsupportedModelException;
import dev.eckart.app.onnx.walk.PiecewiseSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a written model turned out to be, when it was read again and run beside the original.
 *
 * @param before costs of the original
 * @param after costs of the written model, counted from its file
 * @param difference how they differ on the calibration samples or, without any, on drawn inputs; empty if the original
 *     cannot be run here
 * @param drawn how their outputs differ on drawn inputs, if the original can be run on them
 * @param objections what speaks against the model, one line each; none if it is worth having
 */
public record Proof(
        Costs before,
        Costs after,
        Optional<Difference> difference,
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
            Optional<Samples> calibration,
            Supplier<Samples> drawn,
            Terms terms) {
        Optional<String> problem = problem(original, written, drawn, terms);
        boolean drawable = problem.isEmpty();
        Optional<Difference> difference = calibration
                .map(samples -> Difference.of(original, written, samples, terms))
                .or(() -> drawable
                        ? Optional.of(Difference.of(original, written, drawn.get(), terms))
                        : Optional.empty());
        List<String> objections =
                new ArrayList<>(difference.map(Difference::objections).orElse(List.of()));
        if (difference.isEmpty()) {
            objections.add("not proved: the original does not run here, so nothing was compared ("
                    + problem.orElseThrow() + ")");
        }
        Optional<Comparison> onDrawn = !drawable
                ? Optional.empty()
                : calibration.isEmpty()
                        ? difference.map(Difference::outputs)
                        : Optional.of(compared(original, written, drawn, terms));
        return new Proof(
                difference.map(Difference::before).orElseGet(() -> Costs.of(original)),
                difference.map(Difference::after).orElseGet(() -> Costs.of(written)),
                difference,
                onDrawn,
                objections);
    }

    /** Why the original itself cannot be run on drawn inputs here: sizes and indices that are drawn may not suit it. */
    private static Optional<String> problem(
            OnnxModel original, OnnxModel written, Supplier<Samples> drawn, Terms terms) {
        try (ModelSession session = PiecewiseSession.open(original, terms.threads())) {
            Samples samples = drawn.get();
            Comparison.of(session, session, samples.slice(0, 1), terms.choice().withoutPooling(), Stages.none());
            return Optional.empty();
        } catch (UnsupportedModelException e) {
            return Optional.of(e.getMessage());
        } catch (OnnxException e) {
            requireLoads(written, terms.threads());
            return Optional.of(e.getMessage());
        }
    }

    private static void requireLoads(OnnxModel written, int threads) {
        PiecewiseSession.open(written, threads).close();
    }

    private static Comparison compared(OnnxModel original, OnnxModel written, Supplier<Samples> drawn, Terms terms) {
        try (ModelSession before = PiecewiseSession.openAbreast(original, terms.threads());
                ModelSession after = PiecewiseSession.openAbreast(written, terms.threads())) {
            return Comparison.of(before, after, drawn.get(), terms.choice().withoutPooling(), terms.stages());
        }
    }
}
