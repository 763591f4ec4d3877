package dev.eckart.app.modeljob;

import dev.eckart.app.modeljob.input.ModelJob;
import dev.eckart.app.modeljob.input.SampleSource;
import dev.eckart.app.modeljob.train.ModelTraining;
import dev.eckart.app.onnx.compress.Target;
import dev.eckart.app.onnx.compress.TargetMissedException;
import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.embedding.PairSamples;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.runtime.ModelSession;
import dev.eckart.app.onnx.runtime.ShapeInference;
import dev.eckart.app.onnx.runtime.UnsupportedModelException;
import dev.eckart.app.onnx.tensor.OnnxException;
import dev.eckart.app.onnx.unit.Sites;
import dev.eckart.app.onnx.walk.PiecewiseSession;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What is found out on a model before anything is done with it.
 *
 * @param layers its layers, of which at least one can be factorised
 * @param calibration samples, if there are data
 * @param learning all samples, if the model is to learn from them when it has been cut
 * @param pairs pairs that embeddings are judged by, if there are any
 * @param drawn random inputs, given in batches as the samples are; fails if the model takes none
 */
record Original(
        Sites layers,
        Optional<Samples> calibration,
        Optional<Samples> learning,
        Optional<PairSamples> pairs,
        Supplier<Samples> drawn) {
    private static final int USUALLY_READ = 1000;
    private static final int DRAWN = 16;

    /** Loads a model once. One that ONNX Runtime has no operators for can be factorised all the same, unless there are data. */
    static Original of(OnnxModel model, Target target, SampleSource source, Optional<ModelTraining> training) {
        try (ModelSession session = loaded(model, source.job())) {
            Optional<Samples> learning = training.map(planned -> planned.learning(session, source));
            learning.ifPresent(all -> source.require(
                    all,
                    3,
                    "one is kept back from the training, and of the others one is fitted to and another kept back"));
            // Nothing that the trained model is judged by may be seen before.
            Optional<Samples> samples = learning.map(
                            all -> source.some(training.get().split(all).learnt(), USUALLY_READ))
                    .or(() -> source.data().map(data -> source.calibration(session, USUALLY_READ)));
            samples.ifPresent(all -> source.require(all, 2, "one is fitted to and another kept back to judge by"));
            samples.ifPresent(all -> LossCheck.require(
                    target, session, all, source.job().request().choice()));
            Sites layers = layers(model, samples.map(Samples::sizes).orElse(Map.of()));
            return new Original(
                    layers, samples, learning, source.pairs(List.of(session)), drawn(session, samples, source));
        } catch (UnsupportedModelException e) {
            if (source.data().isPresent()) {
                throw e;
            }
            Sites layers = layers(model, Map.of());
            return new Original(layers, Optional.empty(), Optional.empty(), Optional.empty(), failing(e));
        }
    }

    /** Loads a model, which must have the output that is asked for. */
    static ModelSession loaded(OnnxModel model, ModelJob job) {
        try {
            ModelSession session = PiecewiseSession.open(model, job.settings().threads());
            requireOutput(session, job);
            if (session.whole().isEmpty()) {
                job.console()
                        .note(
                                "the model has more weights than are loaded at once: it is run piece by piece, and no times"
                                        + " are measured");
            }
            return session;
        } catch (UnsupportedModelException e) {
            throw e;
        } catch (OnnxException e) {
            throw new OnnxException("'" + model.file() + "': " + e.getMessage(), e);
        }
    }

    /** A model that lacks what is asked for does not stay loaded. */
    private static void requireOutput(ModelSession session, ModelJob job) {
        try {
            job.request().choice().output().ifPresent(session::requireOutput);
        } catch (OnnxException e) {
            session.close();
            throw e;
        }
    }

    private static Sites layers(OnnxModel model, Map<String, List<Long>> samples) {
        Sites layers = Sites.of(model, () -> ShapeInference.orDeclared(model), samples);
        if (layers.sites().isEmpty()) {
            throw TargetMissedException.nothing(layers.skipped());
        }
        return layers;
    }

    /** Random inputs for a model, like the samples if there are any; fails if it takes none. */
    static Supplier<Samples> drawn(ModelSession session, Optional<Samples> calibration, SampleSource source) {
        try {
            Samples samples = calibration
                    .map(all -> source.drawnLike(all, DRAWN))
                    .orElseGet(() -> source.drawn(List.of(session), DRAWN));
            return () -> samples;
        } catch (OnnxException e) {
            return failing(e);
        }
    }

    private static Supplier<Samples> failing(OnnxException e) {
        return () -> {
            throw e;
        };
    }
}
