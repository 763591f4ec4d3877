package dev.eckart.app.modeljob.report;

import dev.eckart.app.onnx.measure.Comparison;
import dev.eckart.app.onnx.measure.Slowdown;
import dev.eckart.app.report.text.RunText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is to be thought of a model that shall stand in for another one, in a sentence: what it costs, and how far it is off.
 *
 * @param objections what speaks against it
 * @param latency times of both models; empty if none were measured
 * @param outputs how the outputs differ; empty if nothing was run
 * @param data what both were run on; empty if inputs were drawn at random
 */
public record VerdictText(
        List<String> objections,
        List<DifferenceReport.Times> latency,
        Optional<Comparison> outputs,
        Optional<String> data) {
    /** How many times as far outputs move on other samples where nothing is wrong: a fifth of the samples tells no more. */
    private static final double ABOUT_AS_MUCH = 1.25;

    /**
     * Warns of outputs that move more where nothing was fitted, as they do where there were few samples to fit to.
     *
     * @param all how the outputs differ on all samples
     * @param kept how they differ on those kept back
     * @return an end for the sentence; empty if they move about as much
     */
    public static String unseen(Comparison all, Comparison kept) {
        return kept.relative() > ABOUT_AS_MUCH * all.relative()
                ? "; by " + percent(kept.relative()) + " on the " + RunText.count(kept.samples())
                        + " of them kept back, to which nothing was fitted"
                : "";
    }

    /** The sentence, without a line break. */
    public String render() {
        return Stream.of(costs(), outputs.map(this::quality).orElse(List.of()))
                .flatMap(List::stream)
                .collect(Collectors.joining("; "));
    }

    private List<String> costs() {
        List<String> parts = new ArrayList<>(objections);
        List<String> doubts = latency.stream()
                .filter(times -> times.verdict() == Slowdown.Verdict.UNDECIDED)
                .map(VerdictText::doubt)
                .toList();
        boolean decided = !latency.isEmpty() && doubts.isEmpty();
        if (objections.isEmpty()) {
            parts.add(decided ? "neither larger nor slower" : "not larger");
        }
        parts.addAll(doubts);
        if (latency.isEmpty()) {
            parts.add("times were not measured");
        }
        return parts;
    }

    private static String doubt(DifferenceReport.Times times) {
        return String.format(Locale.ROOT, "whether it is slower at batch %d could not be told", times.batch())
                + times.ratio()
                        .map(ratio -> String.format(
                                Locale.ROOT,
                                " (%.2f to %.2f times as long in %d rounds)",
                                ratio.low(),
                                ratio.high(),
                                times.rounds()))
                        .orElse("");
    }

    private List<String> quality(Comparison found) {
        String on = data.map(name -> " on " + RunText.samples(found.samples()) + " of " + name)
                .orElse(" on " + RunText.count(found.samples()) + " random inputs, real data were not seen");
        Optional<String> accuracy = found.accuracyBefore()
                .map(before -> "accuracy " + RunText.percent(before) + " before and "
                        + RunText.percent(found.accuracyAfter().orElseThrow()) + " after");
        Optional<String> perplexity = found.perplexityBefore()
                .filter(before -> found.positions().orElseThrow() > found.samples())
                .map(before -> "perplexity "
                        + DifferenceText.perplexities(
                                before, found.perplexityAfter().orElseThrow(), " and "));
        return Stream.of(
                        accuracy,
                        perplexity,
                        found.embeddings().map(EmbeddingText::verdict),
                        Optional.of(moved(found) + on))
                .flatMap(Optional::stream)
                .toList();
    }

    private static String moved(Comparison found) {
        if (found.largest() == 0) {
            return "outputs are the same";
        }
        return Double.isFinite(found.relative())
                ? "outputs moved by " + percent(found.relative()) + " (relative)"
                : "outputs moved by more than can be told in per cent";
    }

    /** Three digits, whatever the size. */
    private static String percent(double share) {
        double percent = 100 * share;
        return percent >= 100 && percent < 1e6
                ? String.format(Locale.ROOT, "%,.0f %%", percent)
                : String.format(Locale.ROOT, "%.3g %%", percent);
    }
}
