package dev.eckart.app.modeljob.report;

import dev.eckart.app.console.Lines;
import dev.eckart.app.console.Table;
import dev.eckart.app.console.Table.Column;
import dev.eckart.app.modeljob.input.TextFacts;
import dev.eckart.app.onnx.measure.Comparison;
import dev.eckart.app.onnx.measure.Costs;
import dev.eckart.app.onnx.measure.OutputChange;
import dev.eckart.app.report.text.RunText;
import dev.eckart.app.report.text.SpeedText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** How two models differ, as text for a person. */
public final class DifferenceText {
    /** Columns of the table of both models. */
    public static final List<Column> COLUMNS =
            List.of(Column.words(""), Column.numbers("Before"), Column.numbers("After"), Column.numbers("Ratio"));

    private DifferenceText() {}

    /**
     * A report for a terminal.
     *
     * @param report how two models differ
     * @return tables and sentences, each line with its end
     */
    public static String render(DifferenceReport report) {
        Table table = new Table(COLUMNS);
        rows(report).forEach(row -> table.row(row.toArray(String[]::new)));
        return "Before: " + report.before().file() + "\n"
                + "After:  " + report.after().file() + "\n"
                + table.render()
                + open(report.after().costs())
                + report.text().map(TextFacts::line).orElse("")
                + String.join("\n", outputs(report.inputs(), report.outputs())) + "\n"
                + verdict(report.verdict(), report.objections()) + "\n";
    }

    /** Costs and times of both, one row each. */
    public static List<List<String>> rows(DifferenceReport report) {
        Costs before = report.before().costs();
        Costs after = report.after().costs();
        List<List<String>> rows = new ArrayList<>();
        rows.add(row("parameters", OptionalLong.of(before.parameters()), OptionalLong.of(after.parameters())));
        rows.add(row("bytes", OptionalLong.of(before.bytes()), OptionalLong.of(after.bytes())));
        rows.add(row("MACs", before.macs(), after.macs()));
        for (DifferenceReport.Times times : report.latency()) {
            rows.add(List.of(
                    "time at batch " + times.batch(),
                    SpeedText.microseconds(times.beforeMicroseconds()),
                    SpeedText.microseconds(times.afterMicroseconds()),
                    RunText.ratio(times.beforeMicroseconds() / times.afterMicroseconds())));
        }
        return rows;
    }

    private static List<String> row(String what, OptionalLong before, OptionalLong after) {
        return List.of(
                what,
                RunText.count(before),
                RunText.count(after),
                before.isPresent() && after.isPresent()
                        ? RunText.ratio((double) before.getAsLong() / after.getAsLong())
                        : "?");
    }

    /** Which axes count as 1 for want of a size, with a line break; nothing if there are none. */
    static String open(Costs costs) {
        return costs.open().isEmpty()
                ? ""
                : Lines.line("MACs of one position: open axes %s count as 1", String.join(", ", costs.open()));
    }

    /** How the outputs differ, one line each. */
    public static List<String> outputs(String inputs, Comparison outputs) {
        List<String> lines = new ArrayList<>(List.of(String.format(
                Locale.ROOT,
                "Outputs on %s of %s: relative difference %s, largest %s%s",
                RunText.samples(outputs.samples()),
                inputs,
                number(outputs.relative()),
                number(outputs.largest()),
                outputs.cosine().map(cosine -> ", 1 - cosine " + number(cosine)).orElse(""))));
        boolean several = outputs.outputs().size() > 1;
        outputs.outputs().stream()
                .filter(output -> several || output.remark().isPresent())
                .forEach(output -> lines.add(output(output)));
        lines.addAll(outputs.left());
        outputs.reading()
                .ifPresent(reading ->
                        lines.add(outputs.agreement().isPresent() ? "Read: " + reading : "Not scored: " + reading));
        outputs.agreement().ifPresent(share -> lines.add("Equal top-1: " + RunText.percent(share)));
        outputs.accuracyBefore()
                .ifPresent(before -> lines.add("Top-1 accuracy: " + RunText.percent(before) + " before, "
                        + RunText.percent(outputs.accuracyAfter().orElseThrow()) + " after"));
        outputs.perplexityBefore()
                .ifPresent(before -> lines.add("Perplexity: "
                        + perplexities(before, outputs.perplexityAfter().orElseThrow(), ", ")));
        outputs.embeddings().ifPresent(change -> lines.addAll(EmbeddingText.lines(change)));
        return lines;
    }

    private static String output(OutputChange output) {
        return "Output '" + output.output() + "': relative difference " + number(output.relative()) + ", largest "
                + number(output.largest())
                + output.remark().map(remark -> " (" + remark + ")").orElse("");
    }

    /** Perplexities of two models, with a word between them. */
    static String perplexities(double before, double after, String between) {
        return perplexity(before) + " before" + between + perplexity(after) + " after";
    }

    /** Perplexities are 1 and more, and what is behind the point tells models apart. */
    static String perplexity(double perplexity) {
        return Double.isFinite(perplexity) ? String.format(Locale.ROOT, "%.4g", perplexity) : "infinite";
    }

    /** A figure of three digits. */
    static String number(double number) {
        return Double.isFinite(number) ? String.format(Locale.ROOT, "%.3g", number) : "infinite";
    }

    /**
     * The sentence that says what to think of a model.
     *
     * @param verdict the sentence, if the report has one
     * @param objections what speaks against it, which stands for it in reports of earlier versions
     * @return one line, without its end
     */
    public static String verdict(Optional<String> verdict, List<String> objections) {
        return "Verdict: " + verdict.orElseGet(() -> String.join("; ", objections));
    }
}
