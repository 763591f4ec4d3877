package dev.eckart.app.html.section;

import dev.eckart.app.chart.BarChart;
import dev.eckart.app.chart.BarChart.Bar;
import dev.eckart.app.chart.Ink;
import dev.eckart.app.html.Figure;
import dev.eckart.app.html.Fragment;
import dev.eckart.app.html.ReportData;
import dev.eckart.app.html.ReportSection;
import dev.eckart.app.report.LevelReport;
import dev.eckart.app.report.NetworkReport;
import dev.eckart.app.report.RunReport;
import dev.eckart.app.report.text.RunText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What was compressed, how far, and at what cost: one sentence and one figure. */
public final class HeadlineSection implements ReportSection {
    @Override
    public String name() {
        return "headline";
    }

    @Override
    public int order() {
        return 100;
    }

    @Override
    public Optional<Fragment> render(ReportData data) {
        return data.run()
                .map(run -> Fragment.titled("In short")
                        .template("section/headline.jte", Headline.of(run.report()))
                        .charts(List.of(sizes(run.report())))
                        .list(run.report().missed().stream()
                                .map(missed -> missed.title() + " is left out: " + missed.reason())
                                .toList()));
    }

    private static Figure sizes(RunReport report) {
        NetworkReport base = report.base();
        List<Bar> bars = new ArrayList<>();
        bars.add(bar(
                "base",
                base.parameters(),
                Words.percent(base.test().accuracy()) + Words.status(base.status()),
                Ink.MUTED));
        for (LevelReport level : report.compressed()) {
            bars.add(bar(level.title(), level.parameters(), Words.accuracy(level), Ink.BLUE));
        }
        String description = "Parameters of each network as a bar, its test accuracy behind it: "
                + String.join("; ", bars.stream().map(Bar::tooltip).toList());
        return new Figure(
                "sizes",
                new BarChart(description, "Parameters, and accuracy on the test pictures", bars),
                "Bars are as long as the networks have parameters.");
    }

    private static Bar bar(String title, long parameters, String accuracy, Ink ink) {
        String count = RunText.count(parameters);
        return new Bar(title, parameters, accuracy, ink, title + ": " + count + " parameters, " + accuracy);
    }
}
