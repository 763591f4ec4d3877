package dev.eckart.app.html.section;

import dev.eckart.app.console.Table.Column;
import dev.eckart.app.html.HtmlTable;
import dev.eckart.app.report.LayerReport;
import dev.eckart.app.report.LevelReport;
import dev.eckart.app.report.NetworkReport;
import dev.eckart.app.report.text.RunText;
import java.util.ArrayList;
import java.util.List;

/** A model summary; of a level with each layer of the base beside what it was replaced by. */
final class LayerTable {
    private LayerTable() {}

    static HtmlTable of(NetworkReport base) {
        List<List<String>> rows = new ArrayList<>();
        base.layers().forEach(layer -> rows.add(cells(layer)));
        rows.add(List.of("total", "", "", RunText.count(base.parameters())));
        return new HtmlTable(
                "Layers",
                List.of(
                        Column.words("Layer"),
                        Column.words("Kind"),
                        Column.numbers("In → out"),
                        Column.numbers("Parameters")),
                rows);
    }

    static HtmlTable of(NetworkReport base, LevelReport level) {
        List<List<String>> rows = new ArrayList<>();
        int next = 0;
        for (LayerReport before : base.layers()) {
            boolean first = true;
            while (next < level.layers().size()
                    && comesFrom(before, level.layers().get(next), first)) {
                List<String> row = new ArrayList<>(first ? cells(before) : List.of("", "", "", ""));
                row.addAll(cells(level.layers().get(next++)));
                rows.add(row);
                first = false;
            }
        }
        rows.add(List.of(
                "total", "", "", RunText.count(base.parameters()), "", "", "", RunText.count(level.parameters())));
        return new HtmlTable(
                "Layers before and after",
                List.of(
                        Column.words("Before"),
                        Column.words("Kind"),
                        Column.numbers("In → out"),
                        Column.numbers("Parameters"),
                        Column.words("After"),
                        Column.words("Kind"),
                        Column.numbers("In → out"),
                        Column.numbers("Parameters")),
                rows);
    }

    /** A layer keeps its name, or its factors have it before a dot; each layer of the base becomes one at least. */
    private static boolean comesFrom(LayerReport before, LayerReport after, boolean first) {
        return first && after.name().equals(before.name()) || after.name().startsWith(before.name() + ".");
    }

    private static List<String> cells(LayerReport layer) {
        return List.of(
                layer.name(),
                layer.kind(),
                layer.inputs() + " → " + layer.outputs(),
                RunText.count(layer.parameters()));
    }
}
