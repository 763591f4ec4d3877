package dev.eckart.app.foreign;

import dev.eckart.app.console.Table;
import dev.eckart.app.console.Table.Column;
import dev.eckart.app.onnx.measure.Comparison;
import dev.eckart.app.onnx.measure.Costs;
import dev.eckart.app.report.RunText;
import dev.eckart.app.report.SpeedText;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** How two models differ, as text for a person. */
final class DifferenceText {
    private DifferenceText() {}

    static String render(DifferenceReport report) {
        return "Before: " + report.before().file() + "\n"
                + "After:  " + report.after().file() + "\n"
                + table(report)
                + outputs(report.inputs(), report.outputs())
                + verdict(report.objections());
    }

    private static String table(DifferenceReport report) {
        Table table = new Table(
                List.of(Column.words(""), Column.numbers("Before"), Column.numbers("After"), Column.numbers("Ratio")));
        Costs before = report.before().costs();
        Costs after = report.after().costs();
        row(table, "parameters", OptionalLong.of(before.parameters()), OptionalLong.of(after.parameters()));
        row(table, "bytes", OptionalLong.of(before.bytes()), OptionalLong.of(after.bytes()));
        row(table, "MACs", before.macs(), after.macs());
        for (DifferenceReport.Times times : report.latency()) {
            table.row(
                    "time at batch " + times.batch(),
                    SpeedText.microseconds(times.beforeMicroseconds()),
                    SpeedText.microseconds(times.afterMicroseconds()),
                    RunText.ratio(times.beforeMicroseconds() / times.afterMicroseconds()));
        }
        return table.render();
    }

    private static void row(Table table, String what, OptionalLong before, OptionalLong after) {
        table.row(
                what,
                RunText.count(before),
                RunText.count(after),
                before.isPresent() && after.isPresent()
                        ? RunText.ratio((double) before.getAsLong() / after.getAsLong())
                        : "?");
    }

    private static String outputs(String inputs, Comparison outputs) {
        StringBuilder lines = new StringBuilder(String.format(
                Locale.ROOT,
                "Outputs on %,d samples of %s: relative difference %.3g, largest %.3g%n",
                outputs.samples(),
                inputs,
                outputs.relative(),
                outputs.largest()));
        outputs.agreement()
                .ifPresent(share -> lines.append("Equal top-1: ")
                        .append(RunText.percent(share))
                        .append('\n'));
        outputs.accuracyBefore()
                .ifPresent(before -> lines.append("Top-1 accuracy: ")
                        .append(RunText.percent(before))
                        .append(" before, ")
                        .append(RunText.percent(outputs.accuracyAfter().orElseThrow()))
                        .append(" after\n"));
        return lines.toString();
    }

    private static String verdict(List<String> objections) {
        return objections.isEmpty()
                ? "Verdict: neither larger nor slower\n"
                : "Verdict: " + String.join("; ", objections) + "\n";
    }
}
