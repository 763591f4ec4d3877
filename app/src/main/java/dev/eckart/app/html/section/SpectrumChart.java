package dev.eckart.app.html.section;

import dev.eckart.app.chart.ChartAxis;
import dev.eckart.app.chart.Ink;
import dev.eckart.app.chart.Scale;
import dev.eckart.app.chart.Series;
import dev.eckart.app.chart.Series.Point;
import dev.eckart.app.chart.XyChart;
import dev.eckart.app.chart.XyChart.Rule;
import dev.eckart.app.html.AccuracyAxes;
import dev.eckart.app.html.Figure;
import dev.eckart.app.report.ChoiceReport;
import dev.eckart.app.report.LevelReport;
import dev.eckart.app.report.RunReport;
import dev.eckart.app.report.SpectrumReport;
import dev.eckart.compress.decompose.Energies;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/** Draws the singular values of a layer. */
final class SpectrumChart {
    /** Values below this share of the largest are rounding of the weights. */
    private static final double SMALLEST = 1e-8;

    private static final int POINTS = 128;

    private SpectrumChart() {}

    static Figure of(RunReport report, int layer) {
        SpectrumReport spectrum = report.spectra().get(layer);
        List<Double> values = spectrum.singularValues();
        double largest = values.get(0);
        int every = (values.size() + POINTS - 1) / POINTS;
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            double share = values.get(i) / largest;
            if (share > SMALLEST && i % every == 0) {
                String tooltip = String.format(Locale.ROOT, "singular value %d: %.4g", i + 1, values.get(i));
                points.add(new Point(i + 1, share, "", tooltip));
            }
        }
        String description = "Singular values of " + spectrum.layer();
        XyChart chart = new XyChart(
                description,
                new ChartAxis("number of the singular value", new Scale.Whole(0, values.size()), AccuracyAxes::plain),
                new ChartAxis(
                        "share of the largest, logarithmic",
                        Scale.Log.covering(points.stream().mapToDouble(Point::y)),
                        SpectrumChart::power),
                List.of(new Series("", Ink.BLUE, Series.Marker.NONE, true, points)),
                rules(report, layer));
        return new Figure("spectrum-" + spectrum.layer(), chart, caption(spectrum));
    }

    private static List<Rule> rules(RunReport report, int layer) {
        SpectrumReport spectrum = report.spectra().get(layer);
        List<Rule> rules = new ArrayList<>();
        rules.add(new Rule(
                spectrum.breakEvenRank(),
                "break-even " + spectrum.breakEvenRank(),
                Ink.MUTED,
                "two factors of a rank up to " + spectrum.breakEvenRank() + " are smaller than the layer"));
        for (LevelReport level : report.compressed()) {
            OptionalInt rank = level.ranks().get(layer);
            ChoiceReport choice = level.choices().get(layer);
            rank.ifPresent(
                    cut -> rules.add(new Rule(cut, level.title(), Ink.ORANGE, level.title() + ": " + choice.label())));
        }
        return rules;
    }

    private static String caption(SpectrumReport spectrum) {
        return String.format(
                Locale.ROOT,
                "%s, %d → %d: 90, 95 and 99 %% of the energy lie in the first %d, %d and %d of %d values; break-even rank %d.",
                spectrum.layer(),
                spectrum.inputs(),
                spectrum.outputs(),
                rankOf(spectrum, 0.9),
                rankOf(spectrum, 0.95),
                rankOf(spectrum, 0.99),
                spectrum.singularValues().size(),
                spectrum.breakEvenRank());
    }

    /** How many values have a share of the sum of squares. */
    static int rankOf(SpectrumReport spectrum, double share) {
        double[] energies =
                spectrum.singularValues().stream().mapToDouble(s -> s * s).toArray();
        return Energies.rankKeeping(energies, share);
    }

    private static String power(double share) {
        return share >= 0.001 ? AccuracyAxes.plain(share) : String.format(Locale.ROOT, "%.0e", share);
    }
}
