package dev.eckart.app.modeljob.section;

import dev.eckart.app.chart.BarChart;
import dev.eckart.app.chart.BarChart.Bar;
import dev.eckart.app.chart.Ink;
import dev.eckart.app.html.Figure;
import dev.eckart.app.modeljob.report.CompressionReport;
import dev.eckart.app.modeljob.report.CompressionReport.StoredSize;
import dev.eckart.app.report.text.RunText;
import java.util.List;
import java.util.stream.Stream;

/** Draws a network's layers as large as they are, before and after. */
final class LayerBars {
    /** Layers that a picture has room for. */
    private static final int MOST = 60;

    private LayerBars() {}

    /** Two bars a layer, in the network's order; of very many the first. What earlier versions wrote has no bytes. */
    static List<Figure> of(CompressionReport report) {
        boolean sized =
                report.layers().stream().allMatch(layer -> layer.stored().isPresent());
        List<Bar> bars = report.layers().stream()
                .limit(MOST)
                .flatMap(layer -> bars(layer, sized))
                .toList();
        if (bars.isEmpty()) {
            return List.of();
        }
        int left = report.layers().size() - MOST;
        String heading = (sized ? "bytes" : "parameters") + " of each layer, before and after";
        return List.of(new Figure(
                "layers",
                new BarChart("Layers before and after, " + heading, heading, bars),
                "Grey: before; blue: after."
                        + (left > 0 ? " The first " + MOST + " layers; " + left + " more follow." : "")));
    }

    private static Stream<Bar> bars(CompressionReport.Layer layer, boolean sized) {
        long before =
                layer.stored().filter(found -> sized).map(StoredSize::before).orElse(layer.parametersBefore());
        long after =
                layer.stored().filter(found -> sized).map(StoredSize::after).orElse(layer.parametersAfter());
        return Stream.of(
                new Bar(layer.name(), before, RunText.count(before), Ink.MUTED, layer.name() + " before"),
                new Bar("", after, RunText.count(after) + ", " + layer.form(), Ink.BLUE, layer.name() + " after"));
    }
}
