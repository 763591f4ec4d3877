package dev.eckart.app.modeljob.report;

import dev.eckart.app.onnx.embedding.EmbeddingChange;
import dev.eckart.app.onnx.embedding.NeighbourChange;
import dev.eckart.app.onnx.embedding.RankCorrelation;
import dev.eckart.app.report.text.RunText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How embeddings differ, as text for a person. */
final class EmbeddingText {
    private EmbeddingText() {}

    /** One line each, without line breaks. */
    static List<String> lines(EmbeddingChange change) {
        List<String> lines = new ArrayList<>();
        lines.add("Embeddings are " + change.reading() + ": cosine before and after " + cosine(change.cosine())
                + " on average, " + cosine(change.worst()) + " at worst");
        lines.add(change.neighbours()
                .map(found -> "Nearest neighbours: " + kept(found) + " of " + found.nearest() + " kept, among "
                        + RunText.count(found.among()) + " samples")
                .orElse("Nearest neighbours are not compared: that takes 11 samples or more"));
        if (change.undirected() > 0) {
            lines.add("Samples of which an embedding is zero or not finite, so that it has no direction: "
                    + RunText.count(change.undirected()));
        }
        change.pairs().ifPresent(ranked -> lines.add(ranked(ranked)));
        return lines;
    }

    private static String ranked(RankCorrelation found) {
        return "Spearman's rank correlation with " + RunText.count(found.pairs()) + " pairs of " + found.name() + ": "
                + estimate(found.before()) + " before, " + estimate(found.after()) + " after, change "
                + estimate(found.change()) + " (with standard errors)";
    }

    private static String estimate(RankCorrelation.Estimate estimate) {
        return String.format(Locale.ROOT, "%.4f +- %.4f", estimate.value(), estimate.standardError());
    }

    /** For a verdict. */
    static String verdict(EmbeddingChange change) {
        return "embeddings kept a cosine of " + cosine(change.cosine())
                + change.neighbours()
                        .map(found -> " and " + kept(found) + " of their " + found.nearest() + " nearest neighbours")
                        .orElse("")
                + change.pairs()
                        .map(found -> String.format(
                                Locale.ROOT,
                                ", rank correlation with pairs %.4f before and %.4f after",
                                found.before().value(),
                                found.after().value()))
                        .orElse("");
    }

    private static String kept(NeighbourChange change) {
        return RunText.percent(change.recall());
    }

    private static String cosine(double cosine) {
        return String.format(Locale.ROOT, "%.4f", cosine);
    }
}
