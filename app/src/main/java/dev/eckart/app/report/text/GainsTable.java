package dev.eckart.app.report.text;

import dev.eckart.app.console.Table;
import dev.eckart.app.console.Table.Column;
import dev.eckart.app.report.LevelReport;
import dev.eckart.app.report.NetworkReport;
import dev.eckart.app.report.RunReport;
import dev.eckart.app.report.SpeedReport.Share;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a run gained in size, multiplications and time: each network's share of the base's. */
final class GainsTable {
    private GainsTable() {}

    /** Lines of text; none where nothing was compressed. */
    static String render(RunReport report) {
        if (report.compressed().isEmpty()) {
            return "";
        }
        Table table = new Table(List.of(
                Column.words("Level"),
                Column.numbers("Size"),
                Column.numbers("Multiplications"),
                Column.numbers("Time, one picture"),
                Column.numbers("Time, batches of 1024")));
        NetworkReport base = report.base();
        for (LevelReport level : report.compressed()) {
            table.row(
                    level.title(),
                    share((double) level.bytes() / base.bytes()),
                    share((double) level.macs() / base.macs()),
                    share(level.latency().share()),
                    share(level.throughput().share()));
        }
        return "What was gained: shares of the base's, times round by round in turn with it, with their quartiles\n"
                + table.render();
    }

    private static String share(double share) {
        return String.format(Locale.ROOT, "%.3f", share);
    }

    private static String share(Optional<Share> share) {
        return share.map(known -> String.format(
                        Locale.ROOT,
                        "%.2f (%.2f-%.2f)",
                        known.median(),
                        known.quartiles().lower(),
                        known.quartiles().upper()))
                .orElse("");
    }
}
