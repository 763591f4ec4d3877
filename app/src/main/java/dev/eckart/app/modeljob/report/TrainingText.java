package dev.eckart.app.modeljob.report;

import dev.eckart.app.console.Lines;
import dev.eckart.app.console.Table;
import dev.eckart.app.console.Table.Column;
import dev.eckart.app.modeljob.train.TrainingReport;
import dev.eckart.app.onnx.tune.Tuned;
import dev.eckart.app.report.text.RunText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How a model was trained, as text for a person. */
public final class TrainingText {
    /** Columns of the table of epochs. */
    public static final List<Column> COLUMNS = List.of(
            Column.numbers("Epoch"),
            Column.numbers("Loss while learning"),
            Column.numbers("On samples kept back"),
            Column.numbers("Time"));

    /** Epochs that a table has room for. */
    private static final int MOST = 30;

    private TrainingText() {}

    /**
     * A report for a terminal.
     *
     * @param report how a training went
     * @param data what was learnt from
     * @return a table and sentences, each line with its end
     */
    public static String render(TrainingReport report, String data) {
        Table table = new Table(COLUMNS);
        rows(report).forEach(row -> table.row(row.toArray(String[]::new)));
        StringBuilder text = new StringBuilder(table.render());
        lines(report, data).forEach(line -> text.append(Lines.line("%s", line)));
        return text.toString();
    }

    /** One row an epoch, the first of what there was before; of very many epochs some are left out. */
    public static List<List<String>> rows(TrainingReport report) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("0", "", loss(report.startLoss()), ""));
        int count = report.epochs().size();
        int every = (count + MOST - 1) / MOST;
        for (Tuned.Epoch epoch : report.epochs()) {
            if ((count - epoch.epoch()) % every == 0 || epoch.epoch() == report.best()) {
                rows.add(List.of(
                        String.valueOf(epoch.epoch()),
                        loss(epoch.training()),
                        loss(epoch.held()),
                        String.format(Locale.ROOT, "%.1f s", epoch.seconds())));
            }
        }
        return rows;
    }

    /** What was trained by what, and how far it got, a line each. */
    public static List<String> lines(TrainingReport report, String data) {
        List<String> lines = new ArrayList<>();
        lines.add(summary(report, data));
        lines.add(
                report.best() == 0
                        ? "No epoch was better than the start, so that the weights are as they were"
                        : "Kept: epoch " + report.best() + " of "
                                + report.epochs().size() + ", loss on samples kept back "
                                + loss(report.startLoss()) + " before and "
                                + loss(report.epochs().get(report.best() - 1).held()) + " after");
        report.before()
                .ifPresent(before -> lines.add("Before training: outputs moved by "
                        + DifferenceText.number(before.relative()) + " (relative)"
                        + before.cosine()
                                .map(cosine -> ", 1 - cosine " + DifferenceText.number(cosine))
                                .orElse("")
                        + before.accuracyAfter()
                                .map(accuracy -> ", top-1 accuracy " + RunText.percent(accuracy))
                                .orElse("")));
        return lines;
    }

    /** What was trained by what, without a line break. */
    static String summary(TrainingReport report, String data) {
        TrainingReport.Plan plan = report.plan();
        String loss = plan.loss().entrySet().stream()
                .map(term -> name(term.getKey(), plan) + (term.getValue() == 1 ? "" : " x " + term.getValue()))
                .collect(Collectors.joining(" + "));
        return "Trained: " + RunText.count(report.parameters()) + " parameters in "
                + report.trained().size() + (report.trained().size() == 1 ? " tensor" : " tensors") + " by " + loss
                + ", on " + RunText.samples(report.samples()) + " of " + data + ", "
                + RunText.count(report.heldBack()) + " kept back; " + plan.optimizer() + ", rate "
                + plan.learningRate() + ", " + plan.schedule() + ", batch " + plan.batch() + ", seed " + plan.seed()
                + moves(plan);
    }

    private static String moves(TrainingReport.Plan plan) {
        return plan.shift() == 0 && plan.rotate() == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        ", pictures moved by up to %s pixels and %s degrees",
                        number(plan.shift()),
                        number(plan.rotate()));
    }

    private static String number(double number) {
        return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
    }

    /** What scores of classes are divided by is no less a choice than the term is. */
    private static String name(String term, TrainingReport.Plan plan) {
        return plan.temperature()
                .filter(degrees -> term.equals("divergence"))
                .map(degrees -> String.format(Locale.ROOT, "%s at temperature %.3g", term, degrees))
                .orElse(term);
    }

    private static String loss(double loss) {
        return String.format(Locale.ROOT, "%.4g", loss);
    }
}
