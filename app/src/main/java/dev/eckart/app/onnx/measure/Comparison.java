package dev.eckart.app.onnx.measure;

import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.embedding.EmbeddingChange;
import dev.eckart.app.onnx.embedding.EmbeddingOutput;
import dev.eckart.app.onnx.embedding.EmbeddingTally;
import dev.eckart.app.onnx.embedding.PairSamples;
import dev.eckart.app.onnx.embedding.RankCorrelation;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.progress.Stages;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.runtime.Abreast;
import dev.eckart.app.onnx.runtime.ModelSession;
import dev.eckart.app.onnx.runtime.OnnxSession;
import dev.eckart.app.onnx.tensor.OnnxException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * How the outputs of two models differ on the same samples.
 *
 * @param samples how many, at least one
 * @param relative largest relative difference of an output, each by itself; infinite (null in JSON) as in
 *     {@link OutputChange}
 * @param largest largest difference of two numbers of any output
 * @param cosine largest change of direction of an output; empty if one has none
 * @param outputs each output that was compared
 * @param left outputs that were not compared, and why
 * @param reading what was read as scores, or why nothing was
 * @param positions labels that count, or answers that were compared where there are no labels; empty if
 *     there are no scores
 * @param agreement share of positions at which both models' largest score is the same, if there are scores
 * @param accuracyBefore share of positions at which the first model's largest score is the label's, if labels are known
 * @param accuracyAfter the same of the second model
 * @param perplexityBefore e to the mean cross-entropy of the first model's scores and the labels, if labels are known
 * @param perplexityAfter the same of the second model
 * @param embeddings how embeddings made of the outputs differ, if it is said how they are made
 */
public record Comparison(
        int samples,
        double relative,
        double largest,
        Optional<Double> cosine,
        List<OutputChange> outputs,
        List<String> left,
        Optional<String> reading,
        Optional<Long> positions,
        Optional<Double> agreement,
        Optional<Double> accuracyBefore,
        Optional<Double> accuracyAfter,
        Optional<Double> perplexityBefore,
        Optional<Double> perplexityAfter,
        Optional<EmbeddingChange> embeddings) {
    /**
     * Runs two models side by side.
     *
     * @param before the first
     * @param after the second, with the same inputs and outputs
     * @param samples what to run them on
     * @param choice what is looked at more closely; scores are found by {@link ScoreRule} if no output is named
     * @param stages told how many samples have been run
     * @return how they differ
     * @throws OnnxException if a run fails, or there is nothing to compare
     */
    public static Comparison of(
            ModelSession before, ModelSession after, Samples samples, OutputChoice choice, Stages stages) {
        Reading.Found found = ScoreRule.of(before, samples, choice.output());
        Optional<EmbeddingTally> embeddings = choice.pooling()
                .map(pooling -> new EmbeddingTally(EmbeddingOutput.of(before, samples, pooling, choice.output())));
        ComparisonTally tally = new ComparisonTally(before.outputs(), found, embeddings);
        new BothModels(before, after, stages)
                .each("comparing the outputs", samples, Set.copyOf(before.outputs()), tally::add);
        return tally.comparison();
    }

    /**
     * Loads a model and a smaller one, and runs them side by side.
     *
     * @param before the model
     * @param after the smaller one, whose data lie where the model's do
     * @param samples what to run them on
     * @param choice what is looked at more closely
     * @param threads threads to compute with
     * @param stages told how many samples have been run
     * @return how they differ
     * @throws OnnxException if a run fails, or there is nothing to compare
     */
    public static Comparison of(
            OnnxModel before, ModelProto after, Samples samples, OutputChoice choice, int threads, Stages stages) {
        Abreast abreast = Abreast.of(threads);
        try (OnnxSession was = OnnxSession.open(before.proto(), before.externalData(), abreast.threads())
                        .running(abreast);
                OnnxSession is = OnnxSession.open(after, before.externalData(), abreast.threads())
                        .running(abreast)) {
            return of(was, is, samples, choice, stages);
        }
    }

    /**
     * The same, and how well embeddings rank pairs of other samples.
     *
     * @param before the first model
     * @param after the second model
     * @param pairs the pairs
     * @param choice how embeddings are made
     * @param stages told how many samples have been run
     * @return this with their correlation; this itself if it has no embeddings
     * @throws OnnxException if a run fails
     */
    Comparison ranking(ModelSession before, ModelSession after, PairSamples pairs, OutputChoice choice, Stages stages) {
        return choice.pooling()
                .map(pooling -> EmbeddingOutput.of(before, pairs.samples(), pooling, choice.output()))
                .map(output -> {
                    EmbeddingTally tally = new EmbeddingTally(output);
                    new BothModels(before, after, stages)
                            .each("embedding pairs", pairs.samples(), Set.of(output.output()), tally::add);
                    RankCorrelation ranked = tally.ranked(pairs);
                    return with(embeddings.map(change -> change.with(ranked)));
                })
                .orElse(this);
    }

    /**
     * The same where it is known what samples are.
     *
     * @param text what the sample of a number is, if that can be said
     * @return another one
     */
    public Comparison with(IntFunction<Optional<String>> text) {
        return with(embeddings.map(change -> change.with(text)));
    }

    private Comparison with(Optional<EmbeddingChange> other) {
        return new Comparison(
                samples,
                relative,
                largest,
                cosine,
                outputs,
                left,
                reading,
                positions,
                agreement,
                accuracyBefore,
                accuracyAfter,
                perplexityBefore,
                perplexityAfter,
                other);
    }

    /**
     * What the second model loses.
     *
     * @param unit what it is measured in
     * @return the loss, below 0 for a gain; empty if it cannot be measured so
     */
    public OptionalDouble loss(LossUnit unit) {
        Optional<Double> loss = switch (unit) {
            case POINTS -> accuracyBefore.map(was -> 100 * (was - accuracyAfter.orElseThrow()));
            case PERPLEXITY -> perplexityBefore.map(was -> perplexityAfter.orElseThrow() - was);
            case RELATIVE -> Optional.of(relative);
            case COSINE -> embeddings.map(EmbeddingChange::change).or(() -> cosine);
            case RECALL -> embeddings.flatMap(EmbeddingChange::neighbours).map(found -> 1 - found.recall());
        };
        return loss.map(OptionalDouble::of).orElse(OptionalDouble.empty());
    }

    /**
     * In what units a loss of a model can be measured.
     *
     * @param model the model before it is changed
     * @param samples what it is run on, at least one
     * @param choice what is looked at more closely; scores are found by {@link ScoreRule} if no output is named
     * @return a reason for each unit in which it cannot
     * @throws OnnxException if it has no such output, or none that embeddings can be made of as is said, or a run fails
     */
    public static Map<LossUnit, String> unmeasurable(ModelSession model, Samples samples, OutputChoice choice) {
        Map<LossUnit, String> reasons = new EnumMap<>(LossUnit.class);
        Optional<String> unscored = samples.labels().isEmpty()
                ? Optional.of("there are no labels")
                : Optional.of(ScoreRule.of(model, samples, choice.output()))
                        .filter(found -> found.reading().isEmpty())
                        .map(Reading.Found::why);
        unscored.ifPresent(
                why -> List.of(LossUnit.POINTS, LossUnit.PERPLEXITY).forEach(unit -> reasons.put(unit, why)));
        Comparison one = of(model, model, samples.slice(0, 1), choice, Stages.none());
        if (one.loss(LossUnit.COSINE).isEmpty()) {
            reasons.put(LossUnit.COSINE, "an output has one number a sample, or texts, which have no direction");
        }
        if (choice.pooling().isEmpty()) {
            reasons.put(LossUnit.RECALL, "there are no embeddings; --pooling says how they are made");
        }
        return reasons;
    }
}
