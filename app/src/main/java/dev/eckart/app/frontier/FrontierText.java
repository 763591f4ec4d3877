package dev.eckart.app.frontier;

import dev.eckart.app.console.Table;
import dev.eckart.app.console.Table.Column;
import dev.eckart.app.report.text.RunText;
import dev.eckart.app.report.text.SpeedText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A frontier as a table for a person. */
final class FrontierText {
    private static final String BEST = "* no other point is both smaller and more accurate\n";

    private FrontierText() {}

    static String render(FrontierReport report) {
        Table table = new Table(List.of(
                Column.words("Decomposer"),
                Column.words("Allocator"),
                Column.numbers("Size"),
                Column.numbers("Parameters"),
                Column.numbers("True ratio"),
                Column.numbers("Factorised"),
                Column.numbers("Fine-tuned"),
                Column.numbers("To the base"),
                Column.numbers("Time"),
                Column.numbers("Of the base's"),
                Column.words("")));
        rows(report).forEach(row -> table.row(row.toArray(String[]::new)));
        return title(report) + table.render() + BEST;
    }

    private static String title(FrontierReport report) {
        String seeds = report.seeds().stream().map(String::valueOf).collect(Collectors.joining(", "));
        return "Top-1 accuracy in % on the " + RunText.count(report.dataset().test()) + " test pictures of "
                + report.dataset().name()
                + (report.seeds().size() == 1 ? ", seed " + seeds : ", mean and standard deviation of seeds " + seeds)
                + "; time for one picture\n";
    }

    /** The base and all points, each with as many cells as there are columns. */
    static List<List<String>> rows(FrontierReport report) {
        BasePoint base = report.base();
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                "base",
                "",
                "",
                RunText.count(base.parameters()),
                "1.00x",
                "",
                accuracy(base.accuracy()),
                "",
                SpeedText.microseconds(base.latency().batch1Microseconds()),
                "1.00",
                ""));
        report.points().forEach(point -> rows.add(row(point)));
        return rows;
    }

    private static List<String> row(FrontierPoint point) {
        return point.measured()
                .map(found -> List.of(
                        point.decomposer(),
                        point.allocator(),
                        point.size(),
                        RunText.count(Math.round(found.parameters().mean())),
                        RunText.ratio(found.ratio()),
                        accuracy(found.factorised()),
                        accuracy(found.accuracy()),
                        String.format(Locale.ROOT, "%+.2f", 100 * found.gain().mean()),
                        SpeedText.microseconds(found.latency().batch1Microseconds()),
                        found.time().map(FrontierText::share).orElse(""),
                        mark(found)))
                .orElseGet(() -> List.of(
                        point.decomposer(), point.allocator(), point.size(), "", "", "", "", "", "", "", "failed"));
    }

    private static String mark(Measured found) {
        int lost = found.accuracy().values().size() - found.trained();
        return (found.best() ? "*" : "") + (lost > 0 ? " " + lost + " dead or diverged" : "");
    }

    static String share(Spread time) {
        return Double.isNaN(time.deviation())
                ? String.format(Locale.ROOT, "%.2f", time.mean())
                : String.format(Locale.ROOT, "%.2f +- %.2f", time.mean(), time.deviation());
    }

    static String accuracy(Spread spread) {
        return Double.isNaN(spread.deviation())
                ? String.format(Locale.ROOT, "%.2f", 100 * spread.mean())
                : String.format(Locale.ROOT, "%.2f +- %.2f", 100 * spread.mean(), 100 * spread.deviation());
    }
}
