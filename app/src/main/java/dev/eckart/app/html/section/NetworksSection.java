package dev.eckart.app.html.section;

import dev.eckart.app.html.AccuracyAxes;
import dev.eckart.app.html.Figure;
import dev.eckart.app.html.Fragment;
import dev.eckart.app.html.ReportData;
import dev.eckart.app.html.ReportSection;
import dev.eckart.app.report.LevelReport;
import dev.eckart.app.report.NetworkReport;
import dev.eckart.app.report.text.RunText;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The base and each level: layers, training, confusion, and the pictures that were lost. */
public final class NetworksSection implements ReportSection {
    /** With longer HTML than this, a page would be larger than mail takes. */
    private static final int ROOM = 360_000;

    @Override
    public String name() {
        return "networks";
    }

    @Override
    public int order() {
        return 300;
    }

    @Override
    public Optional<Fragment> render(ReportData data) {
        return data.run().map(NetworksSection::fragment);
    }

    private static Fragment fragment(ReportData.Run run) {
        NetworkReport base = run.report().base();
        List<LevelReport> levels = run.report().compressed();
        Fragment fragment = base(base);
        for (int i = 0; i < levels.size(); i++) {
            Fragment longer = level(fragment, levels.get(i), run);
            if (longer.html().length() > ROOM) {
                return fragment.paragraph("Shown are the first " + i + " of " + levels.size()
                        + " levels, for which there is room; the others are in the tables and in report.json.");
            }
            fragment = longer;
        }
        return fragment;
    }

    private static Fragment base(NetworkReport base) {
        return Fragment.titled("The networks")
                .heading("base")
                .paragraph(figures(
                                base.parameters(),
                                base.test().accuracy(),
                                base.test().loss())
                        + Words.status(base.status()))
                .table(LayerTable.of(base))
                .charts(charts(List.of(
                        TrainingCharts.loss("base", base.epochs()),
                        TrainingCharts.accuracy("base", base),
                        ConfusionMaps.counts("base", base.confusion(), Optional.empty()))))
                .paragraph(ConfusionMaps.tooMany(base.confusion()));
    }

    private static Fragment level(Fragment before, LevelReport level, ReportData.Run run) {
        NetworkReport base = run.report().base();
        String title = level.title();
        return before.heading(title)
                .paragraph(figures(
                                level.parameters(),
                                level.test().accuracy(),
                                level.test().loss())
                        + Words.status(level.status()) + ", true ratio " + Words.ratio(level.ratio())
                        + ". Just factorised: "
                        + Words.percent(level.beforeFineTune().test().accuracy()) + ". "
                        + String.format(
                                Locale.ROOT,
                                "Fine-tuned with %s, ",
                                epochs(level.epochs().size()))
                        + "learning rate " + AccuracyAxes.plain(level.learningRate()) + ". Factors: "
                        + level.decomposer() + ", sizes: " + level.allocator() + ".")
                .table(LayerTable.of(base, level))
                .template("section/choices.jte", Choices.of(level))
                .charts(charts(
                        List.of(TrainingCharts.loss(title, level.epochs()), TrainingCharts.accuracy(base, level))))
                .charts(charts(List.of(
                        ConfusionMaps.counts(title, level.confusion(), Optional.of(base.confusion())),
                        ConfusionMaps.changes(title, level.confusion(), base.confusion()))))
                .template("section/pictures.jte", LostPictures.of(run.result(), level));
    }

    private static String epochs(int count) {
        return count == 1 ? "1 epoch" : count + " epochs";
    }

    private static String figures(long parameters, double accuracy, double loss) {
        return RunText.count(parameters) + " parameters, test accuracy " + Words.percent(accuracy) + ", test loss "
                + Words.loss(loss);
    }

    private static List<Figure> charts(List<Optional<Figure>> some) {
        return some.stream().flatMap(Optional::stream).toList();
    }
}
