package dev.eckart.app.onnx.compress;

import dev.eckart.app.onnx.cost.LayerTimes;
import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.data.SizesSeen;
import dev.eckart.app.onnx.embedding.EmbeddingModel;
import dev.eckart.app.onnx.factorise.LayerEngine;
import dev.eckart.app.onnx.form.MatrixFile;
import dev.eckart.app.onnx.measure.OutputChoice;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.observe.PositionedValues;
import dev.eckart.app.onnx.progress.Stages;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.refit.Refit;
import dev.eckart.app.onnx.rewrite.Replacement;
import dev.eckart.app.onnx.rewrite.Resizing;
import dev.eckart.app.onnx.rewrite.Rewriter;
import dev.eckart.app.onnx.shard.EngineLosses;
import dev.eckart.app.onnx.tensor.OnnxException;
import dev.eckart.app.onnx.tune.Tuned;
import dev.eckart.app.onnx.unit.SharedBiases;
import dev.eckart.app.onnx.unit.Unit;
import dev.eckart.app.onnx.walk.PiecewiseSession;
import dev.eckart.spi.EckartException;
import dev.eckart.spi.compress.Candidate;
import dev.eckart.spi.compress.Decomposer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

/**
 * Compresses a model in memory.
 *
 * @param tools what with
 * @param model the model
 * @param units its layers to factorise, in its order
 * @param samples calibration samples, if there are any
 * @param choice what of the outputs is looked at more closely
 * @param notes told what is found on the way, a line each
 * @param stages told how far it is
 * @param timed what is run where time counts, if it does
 */
public record Compression(
        Tools tools,
        OnnxModel model,
        List<Unit> units,
        Optional<Samples> samples,
        OutputChoice choice,
        Consumer<String> notes,
        Stages stages,
        Optional<TimedRun> timed) {
    /** Compresses a model whose time does not count. */
    public Compression(
            Tools tools,
            OnnxModel model,
            List<Unit> units,
            Optional<Samples> samples,
            OutputChoice choice,
            Consumer<String> notes,
            Stages stages) {
        this(tools, model, units, samples, choice, notes, stages, Optional.empty());
    }

    /**
     * A compressed model.
     *
     * @param model the model
     * @param layers what became of each layer, in order
     * @param decomposer what they were factorised by
     * @param time what it was predicted to take, if that was asked for
     */
    public record Compressed(
            ModelProto model, List<Layer> layers, Decomposer decomposer, Optional<PredictedTime> time) {
        /**
         * The same after training.
         *
         * @param tuned what came of that
         * @return the trained model, of the same layers
         */
        public Compressed with(Tuned tuned) {
            return new Compressed(tuned.model(), layers, decomposer, time);
        }

        /**
         * Parameters of the layers as they were.
         *
         * @return elements of their tensors, each tensor once
         */
        public long parametersBefore() {
            return layers.stream().mapToLong(layer -> layer.unit().parameters()).sum() - repeated(i -> true);
        }

        /**
         * Parameters of what stands in the place of the layers.
         *
         * @return elements of its tensors, each tensor once
         */
        public long parametersAfter() {
            return layers.stream()
                            .mapToLong(layer -> layer.chosen().parameters())
                            .sum()
                    - repeated(i -> layers.get(i).chosen().isLayer());
        }

        private long repeated(IntPredicate stays) {
            return new SharedBiases(layers.stream().map(Layer::unit).toList()).repeated(stays);
        }

        /** The same of which it is known what it was predicted to take. */
        Compressed with(PredictedTime predicted) {
            return new Compressed(model, layers, decomposer, Optional.of(predicted));
        }
    }

    /**
     * What became of a layer.
     *
     * @param unit the layer, or all layers that have its weights
     * @param chosen what was chosen for it
     * @param lost predicted share of it that is lost
     * @param note a remark, if there is one
     */
    public record Layer(Unit unit, Candidate chosen, double lost, Optional<String> note) {}

    /**
     * The same where time counts.
     *
     * @param run what is run
     * @return a compression
     */
    public Compression running(TimedRun run) {
        return new Compression(tools, model, units, samples, choice, notes, stages, Optional.of(run));
    }

    /**
     * The same with others who factorise its layers.
     *
     * @param engine who does
     * @return a compression that comes to the same bits
     */
    public Compression by(LayerEngine engine) {
        return new Compression(tools.with(engine), model, units, samples, choice, notes, stages, timed);
    }

    /**
     * Compresses.
     *
     * @param target how small
     * @return the smaller model
     * @throws TargetMissedException if it cannot be met
     * @throws EckartException if the tools need samples and there are none, or anything fails
     */
    public Compressed to(Target target) {
        if (units.isEmpty()) {
            throw new TargetMissedException(
                    "there is no layer that can be factorised, so the model cannot get smaller");
        }
        samples.filter(all -> all.count() < 2).ifPresent(few -> {
            throw new EckartException("one calibration sample is too few: one is fitted to and another kept back");
        });
        tools.objection(target, units.size(), samples.isPresent()).ifPresent(objection -> {
            throw new EckartException(objection);
        });
        samples.flatMap(SizesSeen::single).ifPresent(notes);
        Compression positioned =
                new Compression(tools, model, units, samples.map(this::positioned), choice, notes, stages, timed);
        try (MatrixFile file = new MatrixFile()) {
            ModelOffers offered = Offering.of(positioned, file, bytes(target), times(target));
            Optional<EngineLosses> losses = tools.engine().map(engine -> new EngineLosses(engine, model, stages));
            return new Search(positioned, offered, file, losses).reach(target);
        }
    }

    private ByteChoice bytes(Target target) {
        return ByteChoice.of(
                OnnxModel.opset(model.proto()),
                tools.forms().bytes(),
                target.only(Target.Bytes.class).isPresent());
    }

    /** What tells how long layers take, if that counts. Where only what is slower is left out by it, it is done without. */
    private Optional<OfferTimes> times(Target target) {
        boolean asked = target.only(Target.Latency.class).isPresent();
        if (asked && timed.isEmpty()) {
            throw new EckartException("there is nothing to measure times on");
        }
        if (!asked && target.asksForSize()) {
            return Optional.empty();
        }
        try {
            return timed.map(run -> new OfferTimes(
                    LayerTimes.of(model, units, run.batch(), run.clock(), tools.threads()), target.asksForSize()));
        } catch (OnnxException e) {
            if (asked) {
                throw e;
            }
            notes.accept("what layers take is not known, so that slower forms are not left out: " + e.getMessage());
            return Optional.empty();
        }
    }

    /** The same samples, with the layers known that have something for each of their positions. */
    private Samples positioned(Samples all) {
        return all.padding()
                .map(padding -> all.padded(padding.with(PositionedValues.of(model, units, all, tools.threads()))))
                .orElse(all);
    }

    /** Samples to fit to. */
    Samples fitted() {
        return calibration().fitted();
    }

    /** Samples to judge by. */
    Samples held() {
        return calibration().held();
    }

    private CalibrationSamples calibration() {
        return new CalibrationSamples(samples.orElseThrow(), tools.seed());
    }

    /**
     * The model as what is lost of it is judged: where embeddings are compared, nothing else matters.
     * A model that is not loaded whole is not judged by gradients, for which this is.
     *
     * @throws dev.eckart.app.onnx.tensor.OnnxException if no embeddings can be made of what it gives
     */
    OnnxModel judged() {
        if (choice.pooling().isEmpty() || !PiecewiseSession.isWhole(model)) {
            return model;
        }
        return EmbeddingModel.of(model, held(), choice.pooling().get(), choice.output(), tools.threads())
                .orElseGet(() -> {
                    notes.accept(EmbeddingModel.OBSTACLE);
                    return model;
                });
    }

    /** The model with these candidates in place, refitted if there are samples. */
    Compressed build(ModelOffers offered, List<Candidate> chosen, MatrixFile file) {
        List<Replacement> replacements = offered.replacements(chosen);
        Resizing resizing = offered.resizing(chosen);
        Map<String, String> remarks = Map.of();
        if (samples.isPresent()) {
            Refit.Outcome refit = new Refit(
                            tools.backend(),
                            tools.threads(),
                            tools.seed().split("refit"),
                            fitted().shortened(),
                            held().shortened(),
                            stages,
                            file)
                    .of(model, replacements, resizing);
            replacements = refit.replacements();
            remarks = refit.notes();
        }
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < chosen.size(); i++) {
            Unit unit = units.get(i);
            double lost = offered.offers().get(i).decomposition().lost(chosen.get(i));
            String output = unit.first().output();
            Optional<String> note = Stream.of(offered.unseen(), remarks)
                    .flatMap(all -> Optional.ofNullable(all.get(output)).stream())
                    .reduce((one, other) -> one + "; " + other);
            layers.add(new Layer(unit, chosen.get(i), lost, note));
        }
        return new Compressed(
                new Rewriter(model.proto(), file::keep, resizing)
                        .replace(replacements)
                        .model(),
                layers,
                offered.decomposer(),
                Optional.empty());
    }
}
