package dev.eckart.app.html.section;

import dev.eckart.app.chart.BarChart;
import dev.eckart.app.chart.BarChart.Bar;
import dev.eckart.app.chart.Ink;
import dev.eckart.app.console.Table.Column;
import dev.eckart.app.html.Figure;
import dev.eckart.app.html.Fragment;
import dev.eckart.app.html.HtmlTable;
import dev.eckart.app.html.ReportData;
import dev.eckart.app.html.ReportSection;
import dev.eckart.app.report.NetworkReport;
import dev.eckart.app.report.RunReport;
import dev.eckart.app.report.SpeedReport;
import dev.eckart.app.report.text.RunText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;

/** What the networks cost to use: size, multiplications, time for a picture, pictures a second. */
public final class CostSection implements ReportSection {
    /** A network and what it costs. */
    private record Cost(String title, long parameters, SpeedReport speed) {}

    @Override
    public String name() {
        return "cost";
    }

    @Override
    public int order() {
        return 500;
    }

    @Override
    public Optional<Fragment> render(ReportData data) {
        return data.run().map(run -> {
            List<Cost> costs = costs(run.report());
            return Fragment.titled("Size and speed")
                    .charts(List.of(
                            figure("latency", "Time for a picture alone", costs, latency(), Words::microseconds),
                            figure(
                                    "throughput",
                                    "Pictures a second in batches of 1024",
                                    costs,
                                    cost -> cost.speed().throughput().batch1024PerSecond(),
                                    Words::number),
                            figure(
                                    "bytes",
                                    "Size of the parameters",
                                    costs,
                                    cost -> cost.speed().bytes(),
                                    bytes -> Words.kilobytes((long) bytes)),
                            figure(
                                    "macs",
                                    "Multiplications a picture",
                                    costs,
                                    cost -> cost.speed().macs(),
                                    Words::number)))
                    .table(table(costs))
                    .paragraph(
                            "Times are medians of this machine, all networks measured in turn, compiled for inference with "
                                    + run.report().backend().threads()
                                    + " threads; multiplications after factors have been"
                                    + " merged where that saves some.");
        });
    }

    private static String quartiles(SpeedReport.Latency latency) {
        return latency.quartiles()
                .map(range -> Words.microseconds(range.lower()) + " to " + Words.microseconds(range.upper()))
                .orElse("");
    }

    private static String share(Optional<SpeedReport.Share> share) {
        return share.map(known -> String.format(
                        Locale.ROOT,
                        "%.2f (%.2f to %.2f)",
                        known.median(),
                        known.quartiles().lower(),
                        known.quartiles().upper()))
                .orElse("");
    }

    private static ToDoubleFunction<Cost> latency() {
        return cost -> cost.speed().latency().batch1Microseconds();
    }

    private static List<Cost> costs(RunReport report) {
        List<Cost> costs = new ArrayList<>();
        NetworkReport base = report.base();
        costs.add(new Cost(
                "base",
                base.parameters(),
                new SpeedReport(base.macs(), base.bytes(), base.latency(), base.throughput())));
        report.compressed()
                .forEach(level -> costs.add(new Cost(
                        level.title(),
                        level.parameters(),
                        new SpeedReport(level.macs(), level.bytes(), level.latency(), level.throughput()))));
        return costs;
    }

    private static Figure figure(
            String name, String heading, List<Cost> costs, ToDoubleFunction<Cost> value, DoubleFunction<String> words) {
        List<Bar> bars = new ArrayList<>();
        for (Cost cost : costs) {
            double amount = value.applyAsDouble(cost);
            String text = words.apply(amount);
            bars.add(new Bar(
                    cost.title(), amount, text, bars.isEmpty() ? Ink.MUTED : Ink.BLUE, cost.title() + ": " + text));
        }
        return new Figure(name, new BarChart(heading + " of each network", heading, bars), "");
    }

    private static HtmlTable table(List<Cost> costs) {
        return new HtmlTable(
                "Costs",
                List.of(
                        Column.words("Network"),
                        Column.numbers("Parameters"),
                        Column.numbers("Bytes"),
                        Column.numbers("MACs"),
                        Column.numbers("A picture alone"),
                        Column.numbers("Pictures/s, batch 1024"),
                        Column.numbers("Quartiles of a picture alone"),
                        Column.numbers("Of the base’s time, alone"),
                        Column.numbers("Of the base’s time, batch 1024")),
                costs.stream()
                        .map(cost -> List.of(
                                cost.title(),
                                RunText.count(cost.parameters()),
                                RunText.count(cost.speed().bytes()),
                                RunText.count(cost.speed().macs()),
                                Words.microseconds(latency().applyAsDouble(cost)),
                                Words.number(cost.speed().throughput().batch1024PerSecond()),
                                quartiles(cost.speed().latency()),
                                share(cost.speed().latency().share()),
                                share(cost.speed().throughput().share())))
                        .toList());
    }
}
