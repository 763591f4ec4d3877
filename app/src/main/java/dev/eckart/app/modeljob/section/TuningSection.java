package dev.eckart.app.modeljob.section;

import dev.eckart.app.html.Fragment;
import dev.eckart.app.html.HtmlTable;
import dev.eckart.app.html.ReportData;
import dev.eckart.app.html.ReportSection;
import dev.eckart.app.html.Result;
import dev.eckart.app.modeljob.report.DifferenceReport;
import dev.eckart.app.modeljob.report.DifferenceText;
import dev.eckart.app.modeljob.report.TrainingText;
import dev.eckart.app.modeljob.report.TuningReport;
import dev.eckart.app.modeljob.train.TrainingReport;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** ONNX models that were trained further, in a report: how the loss fell, and what was proved of the file. */
public final class TuningSection implements ReportSection {
    @Override
    public String name() {
        return "tuned";
    }

    @Override
    public int order() {
        return 760;
    }

    @Override
    public Optional<Fragment> render(ReportData data) {
        return data.section(
                "Fine-tuned ONNX models",
                Result.TUNING,
                (fragment, result) -> shown(fragment, result.as(TuningReport.class)));
    }

    private static Fragment shown(Fragment before, TuningReport report) {
        DifferenceReport difference = report.difference();
        Fragment fragment = training(before, report.after().file(), report.training(), report.data())
                .table(CompressionSection.files(difference))
                .list(DifferenceText.outputs(difference.inputs(), difference.outputs()));
        return EmbeddingFigures.shown(fragment, difference.outputs())
                .paragraph(DifferenceText.verdict(difference.verdict(), report.objections()));
    }

    /** How a training went. */
    static Fragment training(Fragment before, String model, TrainingReport report, String data) {
        Map<String, Integer> reasons = new TreeMap<>();
        report.frozen().forEach(frozen -> reasons.merge(frozen.reason(), 1, Integer::sum));
        return before.list(TrainingText.lines(report, data))
                .charts(LossCurves.of(String.valueOf(Path.of(model).getFileName()), report))
                .table(new HtmlTable("Epochs", TrainingText.COLUMNS, TrainingText.rows(report)))
                .list(reasons.entrySet().stream()
                        .map(reason -> "Not trained: " + reason.getValue()
                                + (reason.getValue() == 1 ? " tensor, " : " tensors, ") + reason.getKey())
                        .toList());
    }
}
