package dev.eckart.app.html.section;

import dev.eckart.app.console.Table.Column;
import dev.eckart.app.html.Fragment;
import dev.eckart.app.html.HtmlTable;
import dev.eckart.app.html.ReportData;
import dev.eckart.app.html.ReportSection;
import dev.eckart.app.report.ModelReport;
import dev.eckart.app.report.text.RunText;
import java.util.List;
import java.util.Optional;

/** What ran, on what, the command that repeats it, and the networks it left as files. */
public final class ProvenanceSection implements ReportSection {
    @Override
    public String name() {
        return "provenance";
    }

    @Override
    public int order() {
        return 900;
    }

    @Override
    public Optional<Fragment> render(ReportData data) {
        if (data.results().size() != 1 || !RunFacts.isKnown(data.results().get(0))) {
            return Optional.empty();
        }
        Fragment fragment = Fragment.titled("What ran")
                .template("section/provenance.jte", RunFacts.of(data.results().get(0)));
        return Optional.of(data.run()
                .map(run -> run.report().models())
                .filter(models -> !models.isEmpty())
                .map(models -> fragment.table(files(models)))
                .orElse(fragment));
    }

    private static HtmlTable files(List<ModelReport> models) {
        return new HtmlTable(
                "Networks as ONNX models beside this report",
                List.of(
                        Column.words("Network"),
                        Column.words("File"),
                        Column.numbers("Bytes"),
                        Column.words("SHA-256")),
                models.stream()
                        .map(model ->
                                List.of(model.title(), model.file(), RunText.count(model.bytes()), model.sha256()))
                        .toList());
    }
}
