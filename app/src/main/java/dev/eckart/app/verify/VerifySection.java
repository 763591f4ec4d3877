package dev.eckart.app.verify;

import dev.eckart.app.console.Table.Column;
import dev.eckart.app.html.Fragment;
import dev.eckart.app.html.HtmlTable;
import dev.eckart.app.html.ReportData;
import dev.eckart.app.html.ReportSection;
import dev.eckart.app.output.RunDirectory;
import dev.eckart.app.report.text.RunText;
import dev.eckart.app.verify.VerifyReport.Verified;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Verifications in a report: what was measured beside its bound, for each check and backend. */
public final class VerifySection implements ReportSection {
    @Override
    public String name() {
        return "verification";
    }

    @Override
    public int order() {
        return 800;
    }

    @Override
    public Optional<Fragment> render(ReportData data) {
        return data.section(
                "Cross-verification",
                RunDirectory.VERIFICATION,
                (fragment, result) -> shown(fragment, result.as(VerifyReport.class)));
    }

    private static Fragment shown(Fragment before, VerifyReport report) {
        Fragment fragment = before.paragraph(VerifyText.closing(report))
                .paragraph("Against the referee (one-sided OneSidedJacobi, naive products, float64), on the base that "
                        + report.base().trainedOn()
                        + " trained: what was measured and what rounding explains, the worst"
                        + " of all places.");
        for (String precision : VerifyText.precisions(report)) {
            fragment = fragment.table(checks(report, precision));
        }
        return fragment.list(report.failures())
                .list(VerifyText.notes(report).lines().toList())
                .list(report.skipped().stream()
                        .map(skipped -> "skipped " + skipped.name() + ": " + skipped.reason())
                        .toList())
                .table(pipelines(report));
    }

    private static HtmlTable checks(VerifyReport report, String precision) {
        List<Verified> backends = report.backends().stream()
                .filter(one -> one.backend().precision().equals(precision))
                .toList();
        List<Column> columns = new ArrayList<>(List.of(Column.words("Check"), Column.words("Quantity")));
        backends.forEach(one -> columns.add(Column.words(one.backend().name())));
        List<List<String>> rows = new ArrayList<>();
        for (Check check : Check.values()) {
            List<String> cells = new ArrayList<>(List.of(check.title(), check.quantity()));
            backends.forEach(one -> cells.add(VerifyText.worst(one, check).replace("<=", "≤")));
            rows.add(cells);
        }
        return new HtmlTable(precision, columns, rows);
    }

    /** The whole pipeline on each backend, trained and refined there. */
    private static HtmlTable pipelines(VerifyReport report) {
        List<String> levels = VerifyText.levels(report);
        List<Column> columns = new ArrayList<>(List.of(Column.words("Backend"), Column.numbers("base")));
        levels.forEach(level -> columns.add(Column.numbers(level)));
        columns.add(Column.words("Parts at"));
        return new HtmlTable(
                "The whole pipeline on each backend: accuracy on "
                        + RunText.count(report.dataset().test())
                        + " test pictures. Trajectories part as rounding grows; these figures are for reading",
                columns,
                report.backends().stream()
                        .map(one -> List.of(VerifyText.row(one, levels.size())))
                        .toList());
    }
}
