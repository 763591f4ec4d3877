package dev.eckart.app.modeljob.section;

import dev.eckart.app.chart.BarChart;
import dev.eckart.app.chart.BarChart.Bar;
import dev.eckart.app.chart.Ink;
import dev.eckart.app.html.Figure;
import dev.eckart.app.html.Fragment;
import dev.eckart.app.onnx.embedding.EmbeddingChange;
import dev.eckart.app.onnx.embedding.NeighbourChange;
import dev.eckart.app.onnx.measure.Comparison;
import dev.eckart.app.report.text.RunText;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How embeddings differ, in a report: how many have which cosine, and samples that have other neighbours. */
final class EmbeddingFigures {
    /** Letters of a text that a line has room for. */
    private static final int MOST = 80;

    private EmbeddingFigures() {}

    static Fragment shown(Fragment before, Comparison outputs) {
        return outputs.embeddings()
                .map(change -> before.charts(List.of(cosines(change)))
                        .list(change.neighbours().stream()
                                .flatMap(found -> found.moved().stream().map(moved -> moved(found, moved)))
                                .toList()))
                .orElse(before);
    }

    private static Figure cosines(EmbeddingChange change) {
        List<Bar> bars = change.cosines().stream()
                .map(bin -> {
                    String range = String.format(Locale.ROOT, "%.3f to %.3f", bin.from(), bin.to());
                    String count = RunText.count(bin.count());
                    return new Bar(range, bin.count(), count, Ink.BLUE, range + ": " + count + " samples");
                })
                .toList();
        String heading = "samples by the cosine of their embedding before and after";
        return new Figure("cosines", new BarChart("How many " + heading, heading, bars), "");
    }

    private static String moved(NeighbourChange found, NeighbourChange.Moved moved) {
        return named(found, moved.sample()) + " kept " + moved.kept() + " of its " + found.nearest()
                + " nearest neighbours. Nearest before: " + named(found, moved.before()) + ". Nearest after: "
                + named(found, moved.after()) + ".";
    }

    private static String named(NeighbourChange found, List<Integer> samples) {
        return samples.stream().map(sample -> named(found, sample)).collect(Collectors.joining(", "));
    }

    /** Its text or, of what is no text, its number. */
    private static String named(NeighbourChange found, int sample) {
        String text = found.texts().get(sample);
        return text == null ? "sample " + sample : "\u201c" + shortened(text) + "\u201d";
    }

    private static String shortened(String text) {
        return text.codePointCount(0, text.length()) <= MOST
                ? text
                : text.substring(0, text.offsetByCodePoints(0, MOST)) + "\u2026";
    }
}
